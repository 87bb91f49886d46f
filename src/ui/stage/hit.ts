/** What a pointer is on: the name that selecting it would use. */
import type { StackView } from '../../sim'
import { unitAt, unitName, type Rect, type StackLayout } from '../../viz/stack'

/** The region or unit at a point of the stack; null outside everything. */
export function regionAt(view: StackView, layout: StackLayout, x: number, y: number): string | null {
  const unit = unitAt(layout, x, y)
  if (unit >= 0) return unitName(view, unit)
  if (contains(layout.hardware, x, y)) return 'hardware'
  if (contains(layout.kernel, x, y)) return 'kernel'
  if (layout.free.some((rect) => contains(rect, x, y))) return 'left-over'
  return layout.shared !== null && contains(layout.shared, x, y) ? 'shared' : null
}

function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height
}
