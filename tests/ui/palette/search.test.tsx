// The palette finds an entry by words of either language and by the initials of the Chinese ones.
import { expect, test } from 'vitest'
import { initialsOf } from '../../../src/ui/palette/initials'
import { findEntries, type Entry } from '../../../src/ui/palette/search'

const entry = (id: string, ...words: string[]): Entry => ({ id, title: id, words, run: () => {} })
const entries = [
  entry('pools', 'View: resource pools', '视图：资源池', initialsOf('视图：资源池')),
  entry('play', 'Play or pause', '播放或暂停', initialsOf('播放或暂停')),
  entry('paused', 'Show what is paused', '显示暂停', initialsOf('显示暂停')),
]
const found = (typed: string) => findEntries(entries, typed).map(({ id }) => id)

test('by English, Chinese and initials', () => {
  expect(found('resource')).toEqual(['pools'])
  expect(found('资源')).toEqual(['pools'])
  expect(found('stzyc')).toEqual(['pools'])
  expect(found('bfhzt')).toEqual(['play'])
})

test('every word must be found, in any order, in either case', () => {
  expect(found('POOLS view')).toEqual(['pools'])
  expect(found('pools play')).toEqual([])
})

test('a beginning beats the beginning of a word, and that beats the middle of one', () => {
  expect(found('p')).toEqual(['play', 'pools', 'paused'])
  expect(found('pause')).toEqual(['play', 'paused'])
})

test('initials keep letters and digits and leave marks out', () => {
  expect(initialsOf('透镜：CPU')).toBe('tjcpu')
  expect(initialsOf('第 1 课')).toBe('d1k')
})
