// The palette is told apart and read by everyone, and the style sheet says the same as the data.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  layerNames,
  palettes,
  themeNames,
  tokensOf,
  type LayerName,
  type Palette,
} from '../../src/viz/palette'
import { ciede2000, contrast, leastDifference } from './colour'

const { light, dark, projector } = palettes
const layerFills = (palette: Palette) => layerNames.map((name) => palette.layers[name].fill)

test('the difference formula gives published values', () => {
  // Sharma, Wu and Dalal 2005, table 1, pairs 1, 7, 19 and 25.
  expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4)
  expect(ciede2000([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 4)
  expect(ciede2000([50, 2.5, 0], [56, -27, -3])).toBeCloseTo(31.903, 4)
  expect(ciede2000([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 4)
})

describe('least CIEDE2000 difference over all pairs, in normal, protan, deutan and tritan vision', () => {
  test.each([
    ['layers, light', layerFills(light), 17.3],
    ['layers, dark', layerFills(dark), 19.1],
    ['kinds, light', Object.values(light.kinds), 17.2],
    ['kinds, dark', Object.values(dark.kinds), 18.4],
    ['status, light', Object.values(light.status), 20.3],
    ['status, dark', Object.values(dark.status), 22.6],
    ['A and B, light', [light.sides.a, light.sides.b], 49],
    ['A and B, dark', [dark.sides.a, dark.sides.b], 49],
    ['A, B and C, light', Object.values(light.sides), 28.2],
    ['A, B and C, dark', Object.values(dark.sides), 21],
    ['memory', Object.values(light.memory), 21.8],
    ['pools', light.pools, 14.1],
  ])('%s', (_, colours, documented) => {
    expect(leastDifference(colours)).toBeGreaterThan(documented - 0.1)
  })
})

describe('contrast', () => {
  const backgrounds = {
    light: [light.surfaces.panel, light.surfaces.page],
    dark: [dark.surfaces.page, dark.surfaces.soft],
    projector: [projector.surfaces.panel, projector.surfaces.page],
  }
  const outlined: Readonly<Record<'light' | 'dark', readonly LayerName[]>> = {
    light: ['libraries', 'guest', 'runtime', 'free'],
    dark: ['hostKernel', 'hypervisor', 'free'],
  }

  test.each(themeNames)('kinds, status and sides reach 3:1 on their backgrounds: %s', (theme) => {
    const { kinds, status, sides } = palettes[theme]
    const marks = [...Object.values(kinds), ...Object.values(status), ...Object.values(sides)]
    const weak = marks.filter((mark) => backgrounds[theme].some((back) => contrast(mark, back) < 3))
    expect(weak).toEqual([])
  })

  test.each(themeNames)('text reaches 4.5:1, signals and outlines 3:1: %s', (theme) => {
    const { text, signals, danger, markOutline } = palettes[theme]
    for (const back of backgrounds[theme]) {
      for (const words of [text.ink, text.muted, text.link, danger.ink]) {
        expect(contrast(words, back)).toBeGreaterThanOrEqual(4.5)
      }
      for (const mark of [signals.focus, signals.selected, danger.rest, markOutline]) {
        expect(contrast(mark, back)).toBeGreaterThanOrEqual(3)
      }
    }
  })

  test.each(['light', 'dark'] as const)(
    'layers below 3:1 are exactly those that get an outline: %s',
    (theme) => {
      const page = theme === 'light' ? light.surfaces.panel : dark.surfaces.page
      const weak = layerNames.filter((name) => contrast(palettes[theme].layers[name].fill, page) < 3)
      expect(weak.sort()).toEqual([...outlined[theme]].sort())
    },
  )

  test.each(themeNames)('words printed on a layer, a badge or a button can be read: %s', (theme) => {
    const { layers, primary, danger, sides, sideInk } = palettes[theme]
    for (const name of layerNames) {
      expect(contrast(layers[name].fill, layers[name].ink)).toBeGreaterThanOrEqual(
        name === 'hardware' ? 4.5 : 4.4,
      )
    }
    expect(contrast(primary.rest, primary.ink)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(danger.pressed, danger.pressedInk)).toBeGreaterThanOrEqual(3)
    // Badges carry one bold letter of 16 px in a 24 px box.
    for (const side of [sides.a, sides.b]) expect(contrast(side, sideInk)).toBeGreaterThanOrEqual(3)
  })
})

describe('tokens.css repeats the palette', () => {
  const css = readFileSync('src/ui/theme/tokens.css', 'utf8')
  const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    selector: selector.replace(/\/\*[^*]*\*\//g, '').trim(),
    body,
  }))
  const declared = (pick: (selector: string) => boolean) =>
    new Map(
      blocks
        .filter(({ selector }) => pick(selector))
        .flatMap(({ body }) => [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)])
        .map(([, name = '', value = '']) => [name, value]),
    )
  const wanted = (palette: Palette) => tokensOf(palette).map(([name, colour]) => [name, colour.toLowerCase()])
  const found = (values: ReadonlyMap<string, string>, palette: Palette) =>
    tokensOf(palette).map(([name]) => [name, values.get(name)])

  test('light', () => {
    expect(
      found(
        declared((selector) => selector.startsWith(':root,')),
        light,
      ),
    ).toEqual(wanted(light))
  })

  test('dark, chosen by the reader', () => {
    const values = declared((selector) => selector.startsWith(":root[data-theme='dark']"))
    expect(found(values, dark)).toEqual(wanted(dark))
  })

  test('dark, chosen by the system', () => {
    expect(
      found(
        declared((selector) => selector.includes(':not([data-theme])')),
        dark,
      ),
    ).toEqual(wanted(dark))
  })

  test('projector', () => {
    const values = declared(
      (selector) => selector.startsWith(':root,') || selector === "[data-skin='present']",
    )
    expect(found(values, projector)).toEqual(wanted(projector))
  })
})
