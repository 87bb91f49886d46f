/** Shapes shared by the functions that lay out one host as a stack; all lengths are CSS px, y grows downwards. */
import type { LayerName } from '../palette'

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** What the picture has to fit into. */
export interface StackSize {
  readonly width: number
  readonly height: number
  /** Height of the hardware slab: the one part that is not memory and so not to scale. */
  readonly hardware: number
  /** Least height of the host kernel, so that its name can be read; its true one when left out. */
  readonly kernel?: number
  /** What is free is cut short when units are a sliver of the host: `broken` says whether it was. */
  readonly closeUp?: boolean
}

/** A part of one unit: how much memory and which layer, bottom-up. */
export interface Part {
  readonly layer: LayerName
  readonly mib: number
}

/** A rectangle filled with the colour of a layer. */
export interface Band extends Rect {
  readonly layer: LayerName
}

/** Tiles as columns: tile n is x[n], y[n], width[n], height[n]. */
export interface Tiles {
  readonly count: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly width: Float64Array
  readonly height: Float64Array
}

/** Tiles from..to-1 that stand beside each other. */
export interface Row {
  readonly from: number
  readonly to: number
  readonly y: number
  readonly height: number
  /** Right edge of the last tile. */
  readonly right: number
}

export interface StackLayout {
  readonly hardware: Rect
  readonly kernel: Rect
  /** All memory that is not the host kernel's; its area stands for `usableMiB`. */
  readonly usable: Rect
  /** Strip of shared libraries as drawn, at least 2 px high; null when nothing is shared. */
  readonly shared: Rect | null
  /** The part of `usable` that shared libraries really take, at its foot. */
  readonly sharedTrueHeight: number
  readonly tiles: Tiles
  readonly rows: readonly Row[]
  /** What is left over: the strip above the rows and the end of the last row. */
  readonly free: readonly Rect[]
  /** Width of the seam between tiles; drawn over them, so that areas stay true. */
  readonly gap: number
  /** px² per MiB of units: the same as `usable` unless more is promised than there is. */
  readonly scale: number
  /** False when the units add up to more than the host has; they are then shrunk to fit. */
  readonly fits: boolean
  /** True when only the units are to scale: the kernel is as low as it may be and what is free is cut short. */
  readonly broken: boolean
}
