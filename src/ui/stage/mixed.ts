/** Whether the units of a host differ, so that nothing can be said of each of them. */
import type { StackView } from '../../sim'
import { totalOfUnit } from '../../viz/stack'

export function isMixed({ units }: StackView): boolean {
  const first = totalOfUnit(units, 0)
  for (let unit = 1; unit < units.count; unit++) {
    if (totalOfUnit(units, unit) !== first) return true
  }
  return false
}
