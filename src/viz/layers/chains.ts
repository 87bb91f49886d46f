/** Which layers images have in common from the bottom up: such layers are one box. */
import type { ImageView, LayerView } from '../../sim'

export interface ChainNode {
  readonly layer: LayerView
  /** 0 is the lowest. */
  readonly depth: number
  /** Places of the images in `order` that stand on it: from..to-1. */
  readonly from: number
  readonly to: number
  readonly children: readonly ChainNode[]
}

export interface Chains {
  /** Indices of the images, in the order in which they stand side by side. */
  readonly order: readonly number[]
  readonly roots: readonly ChainNode[]
}

export function chainsOf(images: readonly ImageView[]): Chains {
  const order: number[] = []
  const grow = (members: readonly number[], depth: number): readonly ChainNode[] => {
    const branches = new Map<string, number[]>()
    for (const image of members) {
      const layer = images[image]?.layers[depth]
      if (layer === undefined) order.push(image)
      else if (branches.has(layer.digest)) branches.get(layer.digest)?.push(image)
      else branches.set(layer.digest, [image])
    }
    return [...branches.values()].flatMap((branch) => {
      const layer = images[branch[0] ?? -1]?.layers[depth]
      if (layer === undefined) return []
      const from = order.length
      const children = grow(branch, depth + 1)
      return [{ layer, depth, from, to: order.length, children }]
    })
  }
  const roots = grow(
    images.map((_, at) => at),
    0,
  )
  return { order, roots }
}
