/** Boxes of the layers of images: width is how many images stand on them, height what they hold. */
import type { ImageView } from '../../sim'
import { chainsOf, type ChainNode } from './chains'
import { fileCells, leadersOf, type FileCell, type Leader } from './files'
import type { LayerBox } from './types'

export interface Icicle {
  readonly boxes: readonly LayerBox[]
  readonly files: readonly FileCell[]
  readonly leaders: readonly Leader[]
  /** One per image, in the order in which they stand. */
  readonly columns: readonly { readonly image: number; readonly x: number; readonly width: number }[]
  readonly width: number
  readonly height: number
  /** px per byte of what is to scale. */
  readonly scale: number
}

export interface IcicleRoom {
  readonly width: number
  readonly height: number
  /** Least width of an image, and height of a line of words, px. */
  readonly column: number
  readonly line: number
  /** px per byte at most: pictures beside each other, or one after the other, have one scale. */
  readonly scale?: number
}

const gap = 10

export function layoutIcicle(images: readonly ImageView[], room: IcicleRoom): Icicle {
  const { order, roots } = chainsOf(images)
  const pitch = Math.max(room.column + gap, (room.width + gap) / Math.max(1, order.length))
  const columns = order.map((image, at) => ({ image, x: at * pitch, width: pitch - gap }))
  const least = room.line + 4
  const depth = Math.max(0, ...images.map(({ layers }) => layers.length))
  // Where there are many layers, lines alone would fill the height: half as much again is left to sizes.
  const height = Math.max(room.height, depth * least * 1.5)
  const scale = Math.min(room.scale ?? Infinity, scaleFor(images, height, least))
  const boxes: LayerBox[] = []
  const place = (node: ChainNode, floor: number, below: number): number => {
    const tall = Math.max(least, node.layer.bytes * scale)
    const at = boxes.length
    const box = {
      layer: node.layer,
      depth: node.depth,
      images: order.slice(node.from, node.to),
      x: node.from * pitch,
      y: floor - tall,
      width: (node.to - node.from) * pitch - gap,
      height: tall,
      raised: node.layer.bytes * scale < least,
      below,
    }
    boxes.push({ ...box, above: [] })
    boxes[at] = { ...box, above: node.children.map((child) => place(child, floor - tall, at)) }
    return at
  }
  for (const root of roots) place(root, height, -1)
  const files = fileCells(boxes, room.line)
  const leaders = leadersOf(boxes, files)
  const width = Math.max(room.width, order.length * pitch - gap)
  return { boxes, files, leaders, columns, width, height, scale }
}

/** The largest scale at which the tallest image still fits when no layer is lower than a line. */
function scaleFor(images: readonly ImageView[], height: number, least: number): number {
  const fits = (scale: number) =>
    images.every(
      ({ layers }) => layers.reduce((sum, { bytes }) => sum + Math.max(least, bytes * scale), 0) <= height,
    )
  const most = Math.max(1, ...images.flatMap(({ layers }) => layers.map(({ bytes }) => bytes)))
  let low = 0
  let high = height / most
  if (fits(high)) return high
  for (let step = 0; step < 48; step++) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

/** The box that an arrow leads to; the same one at an edge. */
export function neighbourOf(boxes: readonly LayerBox[], at: number, key: string): number {
  const here = boxes[at]
  if (here === undefined) return at
  if (key === 'ArrowUp') return here.above[0] ?? at
  if (key === 'ArrowDown') return here.below < 0 ? at : here.below
  const right = key === 'ArrowRight'
  let best = at
  for (const [other, box] of boxes.entries()) {
    const beside = right ? box.x >= here.x + here.width : box.x + box.width <= here.x
    if (!beside || box.depth > here.depth) continue
    const now = boxes[best]
    const distance = (one: LayerBox) => Math.abs(one.x - here.x) + (here.depth - one.depth)
    if (best === at || now === undefined || distance(box) < distance(now)) best = other
  }
  return best
}
