/** The colours and type that the canvas is painted with, read from the page once per theme. */
import type { ThemeName } from '../../../viz/palette'
import { hatches, inkOn, luminance, rampTable, type Hatch } from '../../../viz/fleet'

export interface Inks {
  readonly theme: ThemeName
  readonly forced: boolean
  readonly page: string
  readonly panel: string
  readonly soft: string
  readonly line: string
  readonly strongLine: string
  readonly ink: string
  readonly muted: string
  readonly off: string
  readonly hover: string
  readonly focus: string
  readonly selected: string
  readonly refused: string
  readonly outline: string
  /** In the order of `hostStates`. */
  readonly states: readonly string[]
  readonly pools: readonly string[]
  /** Fill and ink of 0 to 100 percent. */
  readonly ramp: readonly string[]
  readonly rampInk: readonly string[]
  readonly font: string
  /** Size of small text, px. */
  readonly text: number
  /** Strokes of a hatch in a colour; null for the plain one, and where nothing can be drawn. */
  readonly hatch: (hatch: Hatch, colour: string) => CanvasPattern | null
}

export function readInks(element: HTMLElement, projector: boolean): Inks {
  const style = getComputedStyle(element)
  const forced = window.matchMedia('(forced-colors: active)').matches
  const value = (name: string, otherwise: string) => style.getPropertyValue(`--${name}`).trim() || otherwise
  // Colours that carry data stay; all others are the reader's own when those are forced.
  const token = (name: string, otherwise: string, system: string) =>
    forced ? system : value(name, otherwise)
  const page = token('page', '#F7F8FA', 'Canvas')
  const dark = !forced && luminance(page) < 0.2
  const theme = projector ? 'projector' : dark ? 'dark' : 'light'
  const ramp = rampTable(theme)
  return {
    theme,
    forced,
    page,
    panel: token('panel', '#FFFFFF', 'Canvas'),
    soft: token('soft', '#F0F3F6', 'Canvas'),
    line: token('line', '#DFE4EA', 'CanvasText'),
    strongLine: token('strong-line', '#C3CCD6', 'CanvasText'),
    ink: token('ink', '#17202B', 'CanvasText'),
    muted: token('muted', '#4B5A6B', 'CanvasText'),
    off: token('off', '#8B8C8F', 'GrayText'),
    hover: token('ink', '#17202B', 'CanvasText'),
    focus: token('focus', '#5B2BD9', 'Highlight'),
    selected: token('selected', '#5B2BD9', 'Highlight'),
    refused: token('status-crit', '#740802', 'CanvasText'),
    outline: token('mark-outline', '#17202B', 'CanvasText'),
    states: ['ok', 'warn', 'crit', 'off'].map((state) => value(`status-${state}`, '#8B8C8F')),
    pools: [1, 2, 3, 4].map((pool) => value(`pool-${pool}`, '#5F86C8')),
    ramp,
    rampInk: ramp.map(inkOn),
    font: style.fontFamily || 'sans-serif',
    text: Number.parseFloat(style.getPropertyValue('--size-small')) || 13,
    hatch: hatchMaker(),
  }
}

const pitch = 6

function hatchMaker(): Inks['hatch'] {
  const made = new Map<string, CanvasPattern | null>()
  return (hatch, colour) => {
    if (hatch === hatches[0]) return null
    const key = `${hatch} ${colour}`
    const known = made.get(key)
    if (known !== undefined) return known
    const pattern = drawHatch(hatch, colour)
    made.set(key, pattern)
    return pattern
  }
}

function drawHatch(hatch: Hatch, colour: string): CanvasPattern | null {
  const tile = document.createElement('canvas')
  tile.width = tile.height = pitch
  const context = tile.getContext('2d')
  if (context === null) return null
  context.strokeStyle = context.fillStyle = colour
  context.beginPath()
  for (const shift of [-pitch, 0, pitch]) {
    if (hatch === 'rising') line(context, shift, pitch, shift + pitch, 0)
    if (hatch === 'falling') line(context, shift, 0, shift + pitch, pitch)
  }
  if (hatch === 'level') line(context, 0, pitch / 2, pitch, pitch / 2)
  if (hatch === 'dots') context.rect(2, 2, 2, 2)
  if (hatch === 'dots') context.fill()
  else context.stroke()
  return context.createPattern(tile, 'repeat')
}

function line(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  context.moveTo(x, y)
  context.lineTo(toX, toY)
}
