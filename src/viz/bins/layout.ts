/** Hosts as bars of memory to one scale: what is taken lies at the bottom, what is free is an open slot above it. */
import { sum } from 'd3'
import type { BinView } from '../../sim'

/** Part of a bar; `y` counts down from the top of the drawing. */
export interface Span {
  readonly y: number
  readonly height: number
}

export interface BinBlock extends Span {
  /** '' when several units share the block, or when it has no name. */
  readonly name: string
  readonly group: string
  /** Index into the states of units. */
  readonly state: number
  readonly units: number
  readonly members: number
  readonly memoryMiB: number
}

export interface BinLayout extends Span {
  readonly blocks: readonly BinBlock[]
  /** Files of images that containers share; null when there are none. */
  readonly shared: Span | null
  readonly free: Span
}

export interface BinScale {
  readonly pxPerMiB: number
  /** Where the bars stand. */
  readonly floor: number
  /** Lower blocks than this are drawn together with others of their group. */
  readonly lowest: number
}

type Unit = BinView['units'][number]

export function layoutBin(bin: BinView, scale: BinScale): BinLayout {
  const { pxPerMiB, floor, lowest } = scale
  const height = bin.usableMiB * pxPerMiB
  let top = floor
  const put = (memoryMiB: number): Span => {
    const own = memoryMiB * pxPerMiB
    top -= own
    return { y: top, height: own }
  }
  const shared = bin.sharedMiB > 0 ? put(bin.sharedMiB) : null
  const blocks = gather(bin.units, lowest / pxPerMiB).map((block) => ({ ...block, ...put(block.memoryMiB) }))
  const free = Math.max(0, top - (floor - height))
  return { y: floor - height, height, blocks, shared, free: { y: floor - height, height: free } }
}

/** Units that are too low to be seen alone come last, together with others of their group and state. */
function gather(units: readonly Unit[], leastMiB: number): readonly Omit<BinBlock, 'y' | 'height'>[] {
  const alone = (unit: Unit) => unit.memoryMiB >= leastMiB
  const blocks: Omit<BinBlock, 'y' | 'height'>[] = units
    .filter(alone)
    .map((unit) => ({ ...unit, units: unit.name === '' ? unit.members : 1 }))
  const small = new Map<string, Unit[]>()
  for (const unit of units) {
    if (alone(unit)) continue
    const key = `${unit.group} ${unit.state}`
    const others = small.get(key)
    if (others === undefined) small.set(key, [unit])
    else others.push(unit)
  }
  for (const together of small.values()) {
    const [first] = together
    if (first === undefined) continue
    blocks.push({
      name: together.length === 1 ? first.name : '',
      group: first.group,
      state: first.state,
      units: together.length,
      members: sum(together, (unit) => unit.members),
      memoryMiB: sum(together, (unit) => unit.memoryMiB),
    })
  }
  return blocks
}

/** Which of `count` bars of the same width lies at `x`; null beside them. */
export function barAt(x: number, pitch: number, count: number): number | null {
  const bar = Math.floor(x / pitch)
  return bar >= 0 && bar < count ? bar : null
}

/** Bars on one page: all of them when each still gets `narrowest`, else as many as fit at the wanted width. */
export function barsOnPage(total: number, width: number, wanted: number, narrowest: number): number {
  if (total * narrowest <= width) return Math.max(1, total)
  return Math.max(1, Math.min(total, Math.floor(width / wanted)))
}
