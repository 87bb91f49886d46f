/** What a lens makes of a byte: a colour, and the second sign that stands beside the colour. */
import { interpolateCividis, rgb } from 'd3'
import type { FleetFrame, Lens } from '../../sim'
import type { Colour, ThemeName } from '../palette'

/** `noValue` of a frame: drawing takes only types from the simulator, so a test holds the two equal. */
export const emptyByte = 255

/** Where the ramp begins and ends: too dark on dark, and washed out by a projector, are left out. */
const rampRange: Readonly<Record<ThemeName, readonly [number, number]>> = {
  light: [0, 1],
  dark: [0.15, 1],
  projector: [0.1, 0.9],
}

/** The colour of a share between 0 and 1. */
export function rampColour(theme: ThemeName, share: number): Colour {
  const [from, to] = rampRange[theme]
  return rgb(interpolateCividis(from + (to - from) * Math.max(0, Math.min(1, share)))).formatHex()
}

/** The colours of 0 to 100 percent. */
export function rampTable(theme: ThemeName): readonly Colour[] {
  return Array.from({ length: 101 }, (_, percent) => rampColour(theme, percent / 100))
}

/** Strokes that tell tenants apart without colour. */
export const hatches = ['plain', 'rising', 'level', 'falling', 'dots'] as const
export type Hatch = (typeof hatches)[number]

/** With four colours and five hatches the first twenty tenants are all different. */
export function tenantStyle(tenant: number, pools: readonly Colour[]): { colour: Colour; hatch: Hatch } {
  return {
    colour: pools[tenant % pools.length] ?? '#888888',
    hatch: hatches[tenant % hatches.length] ?? 'plain',
  }
}

/** Relative luminance, 0 black to 1 white (WCAG 2). */
export function luminance(colour: Colour): number {
  const { r, g, b } = rgb(colour)
  const linear = (part: number) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** Black or white, whichever is read more easily on a fill. */
export function inkOn(fill: Colour): Colour {
  return luminance(fill) > 0.179 ? '#000000' : '#FFFFFF'
}

/** The column of a frame that a lens shows. */
export function bytesOf(frame: FleetFrame, lens: Lens): Uint8Array {
  return frame[lens]
}

/** Lenses that show percent. */
export function isRamp(lens: Lens): boolean {
  return lens === 'cpu' || lens === 'memory' || lens === 'risk'
}

interface RackSummary {
  /** Of a ramp: the most of any host; of states: the worst; of tenants: the one with most hosts. `emptyByte`: none. */
  readonly value: number
  readonly mean: number
}

/** A rack in one byte: its hottest host decides, because a mean hides the one that burns. */
export function summarise(frame: FleetFrame, lens: Lens, from: number, to: number): RackSummary {
  const bytes = bytesOf(frame, lens)
  if (lens === 'tenant') return { value: mostCommon(bytes, from, to), mean: 0 }
  let most = -1
  let sum = 0
  let count = 0
  for (let host = from; host < to; host++) {
    const value = bytes[host] ?? emptyByte
    // A host that is off is no worse than one that is critical.
    const ranked = lens === 'state' && value === 3 ? 1.5 : value
    if (value === emptyByte) continue
    most = Math.max(most, ranked)
    sum += value
    count++
  }
  if (count === 0) return { value: emptyByte, mean: 0 }
  return { value: most === 1.5 ? 3 : most, mean: sum / count }
}

function mostCommon(bytes: Uint8Array, from: number, to: number): number {
  const counts = new Uint32Array(256)
  let best = emptyByte
  for (let host = from; host < to; host++) {
    const value = bytes[host] ?? emptyByte
    if (value === emptyByte) continue
    counts[value] = (counts[value] ?? 0) + 1
    if (best === emptyByte || (counts[value] ?? 0) > (counts[best] ?? 0)) best = value
  }
  return best
}

/** A host is pointed out from here on, percent. */
const hotFrom = 88

/** The worst host by a lens when it is worth pointing out, or -1: without a percent, the first critical one. */
export function hottest(frame: FleetFrame, lens: Lens): number {
  if (!isRamp(lens)) return frame.state.indexOf(2)
  const bytes = bytesOf(frame, lens)
  let best = -1
  let most = hotFrom
  for (let host = 0; host < bytes.length; host++) {
    const value = bytes[host] ?? emptyByte
    if (value !== emptyByte && value > most) [best, most] = [host, value]
  }
  return best
}
