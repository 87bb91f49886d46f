/** The number of a reason beside what it speaks of. */
import type { Reason } from '../../../lessons/lesson'
import styles from './Host.module.css'
import type { Marks } from './sides'

export function Mark({ of, marks }: { readonly of: Reason['select']; readonly marks: Marks }) {
  const number = marks.numberOf(of)
  if (number === null) return null
  return (
    <span className={styles['mark']} aria-hidden="true">
      {number}
    </span>
  )
}
