/** Colours of the maps, read from the page once per theme, as the table that every pixel is looked up in. */
import { rgb } from 'd3'
import { paintTable, stateTiles, type PaintTable, type Rgb, type StateInk } from '../../../viz/pages'
import { palettes } from '../../../viz/palette'

const { memory, text, surfaces, layers } = palettes.light

/** Fill and mark of each of `pageStates` as tokens, with the colours of the light theme where there are none. */
const tokens: readonly (readonly [fill: string, mark: string])[] = [
  ['--panel', '--strong-line'],
  ['--memory-active', '--memory-active'],
  ['--memory-cold', '--memory-cold'],
  ['--memory-shared', '--layer-app-ink'],
  ['--memory-balloon', '--layer-guest-ink'],
  ['--memory-cold', '--memory-overhead'],
  ['--memory-swapped', '--layer-app-ink'],
]
const otherwise: Readonly<Record<string, string>> = {
  '--panel': surfaces.panel,
  '--strong-line': surfaces.strongLine,
  '--memory-active': memory.active,
  '--memory-cold': memory.cold,
  '--memory-shared': memory.shared,
  '--memory-balloon': memory.balloon,
  '--memory-swapped': memory.swapped,
  '--memory-overhead': memory.overhead,
  '--layer-app-ink': layers.app.ink,
  '--layer-guest-ink': layers.guest.ink,
}

const tables = new Map<string, PaintTable>()

/** `theme` is what the page wears, `enlarged` the pixels of the canvas per square of a pattern. */
export function tableFor(element: HTMLElement, theme: string, enlarged: number): PaintTable {
  const key = `${theme} ${enlarged}`
  const known = tables.get(key)
  if (known !== undefined) return known
  const style = getComputedStyle(element)
  const colour = (token: string): Rgb => {
    const { r, g, b } = rgb(style.getPropertyValue(token).trim() || (otherwise[token] ?? text.ink))
    return [r, g, b]
  }
  const inks = tokens.map(([fill, mark], state): StateInk => ({
    fill: colour(fill),
    mark: colour(mark),
    tile: stateTiles[state] ?? 'plain',
  }))
  const table = paintTable(inks, colour('--panel'), enlarged)
  tables.set(key, table)
  return table
}
