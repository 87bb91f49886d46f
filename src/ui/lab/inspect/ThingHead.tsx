/** Name, state and way there of a thing; every part of the way can be selected. */
import type { WhereView } from '../../../sim'
import { useApp } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { StatusChip, type Tone } from '../StatusGlyph'
import styles from './Inspect.module.css'

interface ThingHeadProps {
  readonly found: NonNullable<WhereView['found']>
  readonly status: { readonly tone: Tone; readonly words: string } | null
  readonly detail?: string
}

export function ThingHead({ found, status, detail }: ThingHeadProps) {
  const t = useText()
  const { lab } = useApp()
  const { name, type, group, unit } = found
  // From the zone down to the VM or container around it, and the group it belongs to.
  const path = [...new Set([...found.path, unit, group])].filter((part) => part !== '' && part !== name)
  return (
    <>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{name}</h2>
        {status !== null && <StatusChip {...status} />}
      </div>
      <p className={styles['path']}>
        <span>{t(`lab.type.${type}`)}</span>
        {path.map((part) => (
          <button
            key={part}
            type="button"
            title={t('lab.select', { name: part })}
            onClick={() => lab.select(part)}
          >
            {part}
          </button>
        ))}
        {detail !== undefined && <span>{detail}</span>}
      </p>
    </>
  )
}
