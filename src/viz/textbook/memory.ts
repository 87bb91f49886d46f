/** A memory to scale, as a bar: blocks with what they waste, and the holes between them. */

export interface MemoryPart {
  readonly kind: 'block' | 'hole'
  readonly start: number
  readonly size: number
  /** Of a block: how much of it nobody asked for. */
  readonly wasted: number
  readonly label: string
}

export interface MemoryRect extends MemoryPart {
  readonly x: number
  readonly width: number
  /** The wasted end of the block. */
  readonly wastedX: number
  readonly wastedWidth: number
  readonly named: boolean
}

/** Lays parts out from `base` to `base + size` on `width` px; sizes to scale, a part of something never below 1 px. */
export function layoutMemory(
  parts: readonly MemoryPart[],
  base: number,
  size: number,
  width: number,
): readonly MemoryRect[] {
  const scale = size === 0 ? 0 : width / size
  return [...parts]
    .sort((a, b) => a.start - b.start)
    .map((part) => {
      const x = (part.start - base) * scale
      const length = part.size * scale
      return {
        ...part,
        x,
        width: part.size > 0 ? Math.max(1, length) : 0,
        wastedX: x + length - part.wasted * scale,
        wastedWidth: part.wasted * scale,
        named: part.label.length * 8 + 6 <= length,
      }
    })
}
