/** Nodes and arrows of a state machine in px. */
import type { Machine, StateNode, StateWay } from './machines'

export interface NodeBox {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WayLine {
  /** Index into the machine's ways. */
  readonly way: number
  readonly path: string
  /** Where its number is printed. */
  readonly middle: { readonly x: number; readonly y: number }
}

export interface MachineLayout {
  readonly nodes: readonly NodeBox[]
  readonly ways: readonly WayLine[]
  readonly width: number
  readonly height: number
}

const edge = 6

/** `text`: size of small text, px. */
export function layoutMachine(machine: Machine, width: number, text: number): MachineLayout {
  const column = width / machine.columns
  const box = { width: Math.min(column - 18, text * 7), height: text + 14 }
  const row = box.height + text * 2.6
  const nodes = machine.states.map(({ id, column: x, row: y }): NodeBox => ({
    id,
    x: x * column + (column - box.width) / 2,
    y: edge + y * row,
    ...box,
  }))
  const boxes = new Map(nodes.map((node) => [node.id, node]))
  const places = new Map(machine.states.map((state) => [state.id, state]))
  const ways = machine.ways.flatMap((way, at): readonly WayLine[] => {
    const from = boxes.get(way.from)
    const to = boxes.get(way.to)
    const [here, there] = [places.get(way.from), places.get(way.to)]
    if (from === undefined || to === undefined || here === undefined || there === undefined) return []
    return [{ way: at, ...lineOf(from, to, bowOf(machine, way, here, there)) }]
  })
  return { nodes, ways, width, height: 2 * edge + (machine.rows - 1) * row + box.height }
}

/** px by which a way bends to its left, away from the way back. */
function bowOf({ ways }: Machine, way: StateWay, from: StateNode, to: StateNode): number {
  const back = ways.some((other) => other.from === way.to && other.to === way.from)
  if (!back) return 0
  if (from.row !== to.row) return 9
  // Beside each other there is little room: the way out of the middle swings under it, the way back over it.
  const right = to.column > from.column
  const under = from.column === 1
  return right === under ? -14 : 14
}

function lineOf(from: NodeBox, to: NodeBox, bow: number): Omit<WayLine, 'way'> {
  const a = centre(from)
  const b = centre(to)
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  // To the left of the way as it goes.
  const side = { x: (b.y - a.y) / length, y: -(b.x - a.x) / length }
  const bend = { x: (a.x + b.x) / 2 + side.x * bow * 2, y: (a.y + b.y) / 2 + side.y * bow * 2 }
  const start = borderOf(from, bend)
  const end = borderOf(to, bend)
  const middle = { x: (start.x + 2 * bend.x + end.x) / 4, y: (start.y + 2 * bend.y + end.y) / 4 }
  return {
    path: `M${px(start.x)} ${px(start.y)}Q${px(bend.x)} ${px(bend.y)} ${px(end.x)} ${px(end.y)}`,
    middle: { x: px(middle.x), y: px(middle.y) },
  }
}

/** Where the line from the middle of a box towards a point leaves the box. */
function borderOf(box: NodeBox, towards: { readonly x: number; readonly y: number }) {
  const { x, y } = centre(box)
  const [dx, dy] = [towards.x - x, towards.y - y]
  const share = Math.min(
    dx === 0 ? Infinity : (box.width / 2 + 2) / Math.abs(dx),
    dy === 0 ? Infinity : (box.height / 2 + 2) / Math.abs(dy),
    1,
  )
  return { x: x + dx * share, y: y + dy * share }
}

function centre({ x, y, width, height }: NodeBox) {
  return { x: x + width / 2, y: y + height / 2 }
}

function px(value: number): number {
  return Math.round(value * 10) / 10
}
