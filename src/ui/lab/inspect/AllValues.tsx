/**
 * Everything the world knows about a thing, column by column, with units: new mechanisms show up by themselves.
 */
import { useState } from 'react'
import { hasText } from '../../../i18n/text'
import type { InspectorField } from '../../../sim'
import { useFormats, useText } from '../../hooks/useText'
import { useFields } from '../useFields'
import styles from './Inspect.module.css'

export function AllValues({ table, name }: { readonly table: string; readonly name: string }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <details className={styles['all']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('lab.all-values')}</summary>
      {open && <FieldList table={table} name={name} />}
    </details>
  )
}

function FieldList({ table, name }: { readonly table: string; readonly name: string }) {
  const fields = useFields(table, name)
  return (
    <dl className={styles['fields']}>
      {fields.map((field) => (
        <Field key={`${field.table}.${field.column}`} field={field} />
      ))}
    </dl>
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
