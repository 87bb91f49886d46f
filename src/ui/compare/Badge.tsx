/** The letter of a side, in its colour. */
import styles from './Compare.module.css'
import type { Look } from './words'

interface BadgeProps {
  readonly look: Look
  /** What stands beside it says it already. */
  readonly hidden?: boolean
}

export function Badge({ look, hidden = false }: BadgeProps) {
  return (
    <span className={styles['badge']} data-look={look} {...(hidden ? { 'aria-hidden': true } : {})}>
      {look}
    </span>
  )
}
