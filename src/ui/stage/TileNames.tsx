/** Names printed on tiles that are wide enough: of the unit, or of its group where units of several groups stand. */
import type { StackView } from '../../sim'
import { tileOf, unitName, type StackLayout } from '../../viz/stack'
import { widthOf } from './measure'
import styles from './StackPlot.module.css'

export interface TileNamesProps {
  readonly view: StackView
  readonly layout: StackLayout
  /** Size of small text, px. */
  readonly text: number
}

/** A crowd needs no names: the pointer gives them one by one. */
const most = 60

export function TileNames({ view, layout, text }: TileNamesProps) {
  if (view.units.count > most) return null
  const byGroup = view.units.groups.length > 1
  return Array.from({ length: view.units.count }, (_, unit) => {
    const { x, y, width, height } = tileOf(layout, unit)
    const name = byGroup ? (view.units.groups[view.units.group[unit] ?? 0] ?? '') : unitName(view, unit)
    if (height < 2 * text || (widthOf(name, text) ?? 0) + 16 > width) return null
    return (
      <span key={unit} className={styles['tile-name']} style={{ left: x, top: y, width }} aria-hidden="true">
        <span>{name}</span>
      </span>
    )
  })
}
