/** A layer as it is drawn. */
import type { LayerView } from '../../sim'

export interface LayerBox {
  readonly layer: LayerView
  readonly depth: number
  /** Indices into the answer's images. */
  readonly images: readonly number[]
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Its height is that of a line and not its size. */
  readonly raised: boolean
  /** Indices of the box below and of those above; -1 for none. */
  readonly below: number
  readonly above: readonly number[]
}
