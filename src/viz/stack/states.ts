/** Units and workloads that are not simply running, and those that a kill switch would stop. */
import type { StackView, UnitState } from '../../sim'
import { appBox } from './bands'
import { tileOf } from './layout'
import { memberCells, memberOffsets } from './members'
import type { Rect, StackLayout } from './types'

/** The order of the codes in `StackView.units.state`; a test holds it to the simulator's own list. */
export const stateNames = [
  'running',
  'paused',
  'stopped',
  'crashed',
  'starting',
] as const satisfies readonly UnitState[]

export type StillState = Exclude<UnitState, 'running'>

/** Boxes of one state, with the middles at which its sign is printed. */
export interface StateMarks {
  readonly state: StillState
  readonly boxes: readonly Rect[]
  readonly signs: readonly { readonly x: number; readonly y: number; readonly radius: number }[]
}

/** Sizes of the sign in a box, px. */
const signRadius = { least: 5, most: 14 } as const

/** Boxes of units, and of workloads in running units, that are paused, stopped or crashed; empty groups left out. */
export function stateMarks(view: StackView, layout: StackLayout): readonly StateMarks[] {
  const boxes: Record<StillState, Rect[]> = { paused: [], stopped: [], crashed: [], starting: [] }
  const offsets = memberOffsets(view.units)
  for (let unit = 0; unit < view.units.count; unit++) {
    const state = stateNames[view.units.state[unit] ?? 0] ?? 'running'
    if (state !== 'running') boxes[state].push(tileOf(layout, unit))
    else collectMembers({ view, layout, unit, from: offsets[unit] ?? 0 }, boxes)
  }
  const states = ['paused', 'stopped', 'crashed', 'starting'] as const
  return states
    .filter((state) => boxes[state].length > 0)
    .map((state) => ({ state, boxes: boxes[state], signs: signsFor(boxes[state]) }))
}

interface MembersOfUnit {
  readonly view: StackView
  readonly layout: StackLayout
  readonly unit: number
  /** Index of its first workload in `view.members`. */
  readonly from: number
}

function collectMembers(
  { view, layout, unit, from }: MembersOfUnit,
  boxes: Record<StillState, Rect[]>,
): void {
  const count = view.units.members[unit] ?? 0
  if (count === 0) return
  const states = view.members.state.subarray(from, from + count)
  if (states.every((code) => code === 0)) return
  const cells = memberCells(count, appBox(view, unit, tileOf(layout, unit)))
  states.forEach((code, at) => {
    const state = stateNames[code] ?? 'running'
    const cell = cells[at]
    if (state !== 'running' && cell !== undefined) boxes[state].push(cell)
  })
}

// A sign in every box that has room; when none has, one sign in the middle of them all.
function signsFor(boxes: readonly Rect[]): StateMarks['signs'] {
  const signs = boxes.flatMap(({ x, y, width, height }) => {
    const radius = Math.min(signRadius.most, Math.min(width, height) * 0.32)
    return radius < signRadius.least ? [] : [{ x: x + width / 2, y: y + height / 2, radius }]
  })
  const [first] = boxes
  if (signs.length > 0 || first === undefined) return signs
  const around = bounds(boxes)
  return [{ x: around.x + around.width / 2, y: around.y + around.height / 2, radius: signRadius.most }]
}

/** The smallest rectangle around some. */
export function bounds(rects: readonly Rect[]): Rect {
  const left = Math.min(...rects.map(({ x }) => x))
  const top = Math.min(...rects.map(({ y }) => y))
  const right = Math.max(...rects.map(({ x, width }) => x + width))
  const bottom = Math.max(...rects.map(({ y, height }) => y + height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Name of a unit as the simulator says it: 'web-vm-3', or for a container the name of its workload, 'web-3'. */
export function unitName({ units }: StackView, unit: number): string {
  return `${units.groups[units.group[unit] ?? 0] ?? ''}-${units.ordinal[unit] ?? 0}`
}

/** Name of workload number `member` of the host, in `unit`: units of the group 'web-vm' hold workloads of 'web'. */
export function memberName({ units, members }: StackView, unit: number, member: number): string {
  const group = units.groups[units.group[unit] ?? 0] ?? ''
  return `${group.replace(/-(vm|sandbox)$/, '')}-${members.ordinal[member] ?? 0}`
}

/** Numbers of the units that are named or hold a named workload. */
export function unitsNamed(view: StackView, names: ReadonlySet<string>): readonly number[] {
  const offsets = memberOffsets(view.units)
  const found: number[] = []
  for (let unit = 0; unit < view.units.count; unit++) {
    let named = names.has(unitName(view, unit))
    for (let member = offsets[unit] ?? 0; !named && member < (offsets[unit + 1] ?? 0); member++) {
      named = names.has(memberName(view, unit, member))
    }
    if (named) found.push(unit)
  }
  return found
}

/** What a kill switch would take with it: all units together with the host kernel, or the boxes of some units. */
export function victimBoxes(
  view: StackView,
  layout: StackLayout,
  victims: readonly number[],
): readonly Rect[] {
  if (victims.length === 0) return []
  if (victims.length < view.units.count) return victims.map((unit) => tileOf(layout, unit))
  const rows = layout.rows.map(({ y, height, right }) => ({ x: layout.usable.x, y, width: right, height }))
  return [bounds([...rows, layout.kernel])]
}
