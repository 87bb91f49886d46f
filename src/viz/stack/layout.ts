/** Lays out one host to scale: hardware, host kernel, shared libraries, units and what is left over. */
import type { StackView } from '../../sim'
import { columnsFor, leftOver, pack } from './pack'
import { totalOfUnit } from './parts'
import type { Rect, StackLayout, StackSize } from './types'

/** px between the slabs; the upper one is wide enough to show a strip of shared libraries thinner than 2 px. */
export const kernelSeam = 3
export const hardwareSeam = 2
const thinnestStrip = 2
/** Units that take less than this share of the host are drawn close up, filling that share of the box. */
const sliver = 0.12
const closeUpShare = 0.6

/**
 * Rectangles of a host in a box of `size`. Area is proportional to memory everywhere but in the hardware slab
 * and in a
 * kernel raised to its least height; the heights of kernel and usable memory follow from that, so two hosts of
 * one machine drawn in one size can be compared
 * by eye.
 */
export function layoutStack(view: StackView, size: StackSize): StackLayout {
  const unitMiB = Float64Array.from({ length: view.units.count }, (_, unit) => totalOfUnit(view.units, unit))
  const promised = unitMiB.reduce((sum, mib) => sum + mib, view.sharedMiB)
  const broken = size.closeUp === true && promised > 0 && promised < view.usableMiB * sliver
  const { hardware, kernel, usable } = slabs(view, size, broken)
  const usablePx = usable.width * usable.height
  const drawnMiB = broken ? promised / closeUpShare : view.usableMiB
  const hostScale = drawnMiB > 0 ? usablePx / drawnMiB : 0
  const fits = promised <= view.usableMiB
  const scale = fits || promised === 0 ? hostScale : usablePx / promised

  const sharedTrueHeight = usable.width > 0 ? (view.sharedMiB * scale) / usable.width : 0
  const box: Rect = { ...usable, height: usable.height - sharedTrueHeight }
  const areas = unitMiB.map((mib) => mib * scale)
  const meanArea = areas.length === 0 ? 0 : areas.reduce((sum, area) => sum + area, 0) / areas.length
  const { tiles, rows } = pack(areas, columnsFor(areas.length, meanArea, box), box)
  return {
    hardware,
    kernel,
    usable,
    shared: view.sharedMiB > 0 ? sharedStrip(usable, sharedTrueHeight) : null,
    sharedTrueHeight,
    tiles,
    rows,
    free: leftOver(rows, box),
    gap: gapFor(tiles.width[0] ?? 0, tiles.height[0] ?? 0),
    scale,
    fits,
    broken,
  }
}

/** The rectangle of one tile. */
export function tileOf(layout: StackLayout, unit: number): Rect {
  const { x, y, width, height } = layout.tiles
  return { x: x[unit] ?? 0, y: y[unit] ?? 0, width: width[unit] ?? 0, height: height[unit] ?? 0 }
}

/** The unit at a point, or -1. */
export function unitAt(layout: StackLayout, x: number, y: number): number {
  const row = layout.rows.find((row) => y >= row.y && y < row.y + row.height)
  if (row === undefined) return -1
  for (let unit = row.from; unit < row.to; unit++) {
    const left = layout.tiles.x[unit] ?? 0
    if (x >= left && x < left + (layout.tiles.width[unit] ?? 0)) return unit
  }
  return -1
}

/**
 * The unit that is drawn magnified beside the stack; -1 for none. It stands at the end of a row, next to the
 * magnifier:
 * the lowest that runs, because the magnified copy is a healthy one.
 */
export function magnifiedUnit(view: StackView, layout: StackLayout): number {
  const row = layout.rows.find(({ to }) => view.units.state[to - 1] === 0) ?? layout.rows[0]
  return row === undefined ? -1 : row.to - 1
}

function slabs(
  view: StackView,
  size: StackSize,
  broken: boolean,
): { hardware: Rect; kernel: Rect; usable: Rect } {
  const { width } = size
  const memoryPx = Math.max(0, size.height - size.hardware - kernelSeam - hardwareSeam)
  const memoryMiB = view.usableMiB + view.hostKernelMiB
  const trueKernelPx = memoryMiB > 0 ? (memoryPx * view.hostKernelMiB) / memoryMiB : 0
  const least = Math.min(size.kernel ?? 0, memoryPx / 3)
  const kernelPx = broken && least > 0 ? least : Math.max(trueKernelPx, least)
  const usablePx = memoryPx - kernelPx
  return {
    usable: { x: 0, y: 0, width, height: usablePx },
    kernel: { x: 0, y: usablePx + kernelSeam, width, height: kernelPx },
    hardware: { x: 0, y: size.height - size.hardware, width, height: size.hardware },
  }
}

// The strip's true height is often below a pixel. What is missing to 2 px is drawn into the seam, not over the units.
function sharedStrip(usable: Rect, trueHeight: number): Rect {
  const foot = usable.y + usable.height
  return {
    x: usable.x,
    y: foot - trueHeight,
    width: usable.width,
    height: Math.max(trueHeight, thinnestStrip),
  }
}

// Large tiles get a clear gap, a thousand tiny ones a hairline, so that the seams never outweigh what they part.
function gapFor(width: number, height: number): number {
  return Math.min(2, Math.max(0.3, Math.min(width, height) * 0.045))
}
