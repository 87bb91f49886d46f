// What makes a link long is measured, not guessed; addresses for slides say exactly what was chosen.
import { expect, test } from 'vitest'
import { addressFor, frameSnippet, plainAddress, type AddressChoices } from '../../src/app/embed'
import { measureParts } from '../../src/app/link-parts'
import { themeOf } from '../../src/app/slices/settings'
import { skinOf } from '../../src/app/slices/skin'
import { encodeLink, type Link } from '../../src/sim'
import { goodLink } from '../fixtures/hostile-links/links'

const noise = (length: number, seed: number) => {
  let state = seed
  const letters = Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return String.fromCharCode(97 + (state % 26))
  })
  return letters.join('')
}

const heavy: Link = {
  ...goodLink,
  scenario: {
    ...goodLink.scenario,
    notes: [noise(200, 1), noise(200, 2)],
    define: { traces: { load: { series: [noise(2400, 3)], source: 'made up' } } },
  },
  branches: [
    { name: 'A', parent: -1, at: 0, journal: [] },
    {
      name: 'B',
      parent: 0,
      at: 5,
      journal: [{ at: 9, command: { name: 'host.fail', args: { host: noise(100, 4) } } }],
    },
  ],
  branch: 1,
  view: { beats: [{ at: 0, text: noise(300, 5) }] },
}

test('the largest part is named first, and the parts are the whole link', () => {
  const parts = measureParts(heavy, { encodeLink })
  expect(parts.map(({ part }) => part)[0]).toBe('traces')
  expect(parts.map(({ part }) => part).sort()).toEqual(['beats', 'edits', 'notes', 'scenario', 'traces'])
  expect(parts.reduce((sum, { length }) => sum + length, 0)).toBe(encodeLink(heavy).length)
})

test('parts that a link does not have are not listed', () => {
  expect(measureParts(goodLink, { encodeLink }).map(({ part }) => part)).toEqual(['scenario'])
})

const usual: AddressChoices = { ui: 'full', hide: [], theme: 'system', lang: '', keys: true }

test('what is as usual is left out of an address', () => {
  expect(addressFor('https://strata.example/', usual, { text: 's1.x' })).toBe('https://strata.example/#s1.x')
})

test('what was chosen is what the page reads from the address', () => {
  const choices: AddressChoices = {
    ui: 'embed',
    hide: ['header', 'lab'],
    theme: 'dark',
    lang: 'zh-CN',
    keys: false,
  }
  const made = new URL(addressFor('https://strata.example/', choices, { query: '?lesson=2' }))
  expect(skinOf(made.search)).toMatchObject({ ui: 'embed', hide: ['header', 'lab'], keys: false })
  expect(themeOf(made.searchParams.get('theme'))).toBe('dark')
  expect(made.searchParams.get('lang')).toBe('zh-CN')
  expect(made.searchParams.get('lesson')).toBe('2')
})

test('only what an address alone brings back has a plain address', () => {
  expect(plainAddress({ page: 'lab', id: null })).toBeNull()
  expect(plainAddress({ page: 'lab', id: 'small-cluster' })).toBe('?lab=small-cluster')
  expect(plainAddress({ page: 'lesson', id: null })).toBe('')
})

test('a title cannot break out of the frame that is copied', () => {
  const snippet = frameSnippet('https://strata.example/?a=1&b=2#s1.x', '"><script>alert(1)</script>', 400)
  expect(snippet).not.toContain('<script>')
  const frame = /src="([^"]*)"/.exec(snippet)?.[1]
  expect(frame).toBe('https://strata.example/?a=1&amp;b=2#s1.x')
})
