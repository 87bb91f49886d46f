/**
 * Everything the world knows about what is selected, column by column, with units: new mechanisms show up by
 * themselves.
 */
import { useEffect, useState } from 'react'
import { hasText } from '../../i18n/text'
import type { InspectorField } from '../../sim'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import styles from './Inspector.module.css'

/** Where a name is looked for: a container is a workload, a VM is a kernel, all else belongs to the host. */
const tables = ['workloads', 'kernels', 'hosts'] as const

export function Inspector({ host }: { readonly host: string }) {
  const t = useText()
  const { client } = useApp()
  const selected = useStore((state) => state.selection.selected[0] ?? null)
  const rev = useFrame((frame) => frame.rev)
  const [found, setFound] = useState<{
    readonly name: string
    readonly fields: readonly InspectorField[]
  } | null>(null)
  useEffect(() => {
    let wanted = true
    const look = async () => {
      for (const name of [selected, host]) {
        for (const table of name === null ? [] : tables) {
          const fields = await client.inspect(table, name ?? host)
          if (!wanted) return
          if (fields.length > 0) return setFound({ name: name ?? host, fields })
        }
      }
    }
    // A lost session says so by itself; the inspector just shows nothing new.
    look().catch(() => setFound(null))
    return () => {
      wanted = false
    }
  }, [client, selected, host, rev])
  if (found === null) return null
  return (
    <section className={styles['inspector']} aria-label={t('run.inspector')}>
      <h3 className={styles['title']}>{found.name}</h3>
      <p className={styles['hint']}>{t('run.inspector-hint')}</p>
      <dl className={styles['fields']}>
        {found.fields.map((field) => (
          <Field key={`${field.table}.${field.column}`} field={field} />
        ))}
      </dl>
    </section>
  )
}

function Field({ field }: { readonly field: InspectorField }) {
  const t = useText()
  const formats = useFormats()
  const { table, column, value, unit, refersTo } = field
  const state = `${column}.${table}.${String(value)}`
  const words = typeof value === 'number' ? formats.number(value) : hasText(state) ? t(state) : value
  return (
    <div className={styles['field']}>
      <dt>
        <code>{`${table}.${column}`}</code>
      </dt>
      <dd>{refersTo === null ? `${words} ${unit}`.trim() : refersTo.name === '' ? '–' : refersTo.name}</dd>
    </div>
  )
}
