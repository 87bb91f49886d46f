/** Badge, title and the one loud number of a side. */
import { useFormats } from '../hooks/useText'
import { Figure } from './Figure'
import type { StageSide } from './props'
import styles from './StackStage.module.css'

export interface SideHeaderProps {
  readonly side: StageSide
  /** Under tabs that already carry badge and title. */
  readonly alone: boolean
  /** The stack is too narrow for title and number on one line. */
  readonly tight: boolean
}

export function SideHeader({ side, alone, tight }: SideHeaderProps) {
  const formats = useFormats()
  const { id, title, subtitle, count } = side
  return (
    <header className={styles['header']} data-alone={alone} data-tight={tight && !alone}>
      {!alone && <Badge id={id} />}
      <div className={styles['titles']}>
        <h2 className={alone ? 'visually-hidden' : styles['title']}>{title}</h2>
        <p className={styles['subtitle']}>{subtitle}</p>
      </div>
      <div className={styles['count']}>
        <Figure use={count.use} className={styles['value']}>
          {formats.number(count.value)}
        </Figure>
        <p className={styles['caption']}>
          <strong>{count.caption}</strong>
          {count.detail !== undefined && <span>{count.detail}</span>}
        </p>
      </div>
    </header>
  )
}

export function Badge({ id }: { readonly id: StageSide['id'] }) {
  return (
    <span className={styles['badge']} data-side={id} aria-hidden="true">
      {id}
    </span>
  )
}
