/** Which workload of a host the camera is in: the selected one, or the first. */
import type { StackView } from '../../sim'
import { unitName, unitsNamed } from '../../viz/stack'

/** The number of its unit; -1 when the host is empty. */
export function unitInside(view: StackView, selected: string | null): number {
  const [named] = selected === null ? [] : unitsNamed(view, new Set([selected]))
  return named ?? (view.units.count > 0 ? 0 : -1)
}

export function workloadInside(view: StackView | undefined, selected: string | null): string | null {
  if (view === undefined) return null
  const unit = unitInside(view, selected)
  if (unit < 0) return null
  return selected !== null && unitsNamed(view, new Set([selected])).length > 0
    ? selected
    : unitName(view, unit)
}
