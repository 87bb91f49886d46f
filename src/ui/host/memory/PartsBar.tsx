/** Amounts of memory in one bar, each to scale, in its colour and with its pattern. */
import { usePageFills, type Filled } from './patterns'
import styles from './Memory.module.css'

interface PartsBarProps {
  readonly parts: readonly { readonly state: Filled; readonly amount: number }[]
  /** What the whole bar stands for, MiB. */
  readonly most: number
  readonly height?: number
}

export function PartsBar({ parts, most, height = 16 }: PartsBarProps) {
  const { fillOf, definitions } = usePageFills()
  const whole = Math.max(1, most)
  const shown = parts.filter(({ amount }) => amount > 0)
  const reached = (at: number) => shown.slice(0, at).reduce((sum, { amount }) => sum + amount, 0)
  return (
    <svg className={styles['parts-bar']} width="100%" height={height} aria-hidden="true">
      {definitions}
      {shown.map(({ state, amount }, at) => (
        <rect
          key={state}
          x={`${(reached(at) / whole) * 100}%`}
          y={0.5}
          width={`${(amount / whole) * 100}%`}
          height={height - 1}
          fill={fillOf(state)}
          className={styles['outline']}
        />
      ))}
    </svg>
  )
}
