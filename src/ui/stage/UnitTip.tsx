/** What is under the pointer: name, memory and state of one unit. */
import type { StackView } from '../../sim'
import { memberOffsets, stateNames, tileOf, totalOfUnit, unitName, type StackLayout } from '../../viz/stack'
import { useFormats, useText } from '../hooks/useText'
import styles from './StackPlot.module.css'

export interface UnitTipProps {
  readonly view: StackView
  readonly layout: StackLayout
  readonly unit: number
  /** Width of the stack: the tip stays within it. */
  readonly width: number
}

export function UnitTip({ view, layout, unit, width }: UnitTipProps) {
  const t = useText()
  const formats = useFormats()
  const tile = tileOf(layout, unit)
  const middle = tile.x + tile.width / 2
  const align = middle < width * 0.3 ? 'start' : middle > width * 0.7 ? 'end' : 'middle'
  const left = { start: tile.x, middle, end: tile.x + tile.width }[align]
  return (
    <div
      className={styles['tip']}
      data-align={align}
      style={{ left, top: Math.max(tile.y, 34) - 6 }}
      aria-hidden="true"
    >
      <strong>{unitName(view, unit)}</strong> {formats.mib(totalOfUnit(view.units, unit))}
      <span className={styles['tip-state']}> {stateWords(t, view, unit)}</span>
    </div>
  )
}

/** 'running', or for a unit of several workloads how many run. */
function stateWords(t: ReturnType<typeof useText>, view: StackView, unit: number): string {
  const state = t(`stage.state.${stateNames[view.units.state[unit] ?? 0] ?? 'running'}`)
  const count = view.units.members[unit] ?? 0
  if (count < 2) return state
  const from = memberOffsets(view.units)[unit] ?? 0
  const running = view.members.state.subarray(from, from + count).filter((code) => code === 0).length
  return t('stage.running-of', { n: running, total: count })
}
