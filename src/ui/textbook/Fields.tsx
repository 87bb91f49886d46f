/** Fields of the textbook's tabs: each shows what its law says is wrong with it. */
import { createContext, useContext, useId, type ReactNode } from 'react'
import { readComplaint } from '../../sim'
import { useText, type TextFunction } from '../hooks/useText'
import type { Inputs } from './inputs'
import styles from './Textbook.module.css'

interface Wrong {
  readonly path: string
  readonly message: string
}

interface Form {
  readonly inputs: Inputs
  readonly change: (changes: Inputs) => void
  /** What the law complains about; null when it has nothing to say. */
  readonly wrong: Wrong | null
}

const FormContext = createContext<Form>({ inputs: {}, change: () => undefined, wrong: null })

/** The error of a law, when what it gave is one. */
export function wrongOf(output: unknown): Wrong | null {
  if (typeof output !== 'object' || output === null || !('error' in output)) return null
  return (output as { readonly error: Wrong }).error
}

/** The law's own words in the reader's language. */
export function sayWrong(t: TextFunction, { message }: Wrong): string {
  const found = readComplaint(message)
  return found === null ? message : t(`complaint.${found.name}`, found.args)
}

/** Fields, and below them what is wrong with the input as a whole. */
export function Form({ form, children }: { readonly form: Form; readonly children: ReactNode }) {
  const t = useText()
  const { wrong } = form
  return (
    <FormContext value={form}>
      <div className={styles['form']}>{children}</div>
      {wrong !== null && (
        <p role="alert" className={styles['wrong']}>
          {wrong.path !== '' && <code>{wrong.path}</code>} {sayWrong(t, wrong)}
        </p>
      )}
    </FormContext>
  )
}

/** Whether the complaint is about this path or something in it. */
function isAbout(wrong: Wrong | null, path: string): wrong is Wrong {
  return (
    wrong !== null &&
    (wrong.path === path || wrong.path.startsWith(`${path}[`) || wrong.path.startsWith(`${path}.`))
  )
}

interface FieldProps {
  readonly name: string
  /** Path in the law's input; the field's own name when left out. */
  readonly path?: string
  readonly wide?: boolean
}

export function TextField({ name, path = name, wide = false }: FieldProps) {
  const t = useText()
  const id = useId()
  const { inputs, change, wrong } = useContext(FormContext)
  const bad = isAbout(wrong, path)
  return (
    <div className={wide ? styles['wide'] : styles['field']}>
      <label htmlFor={id}>{t(`textbook.field.${name}`)}</label>
      <input
        id={id}
        type="text"
        inputMode={wide ? 'text' : 'decimal'}
        value={inputs[name] ?? ''}
        aria-invalid={bad}
        aria-describedby={bad ? `${id}-wrong` : undefined}
        onChange={(event) => change({ [name]: event.target.value })}
      />
      {bad && (
        <span id={`${id}-wrong`} className={styles['wrong']}>
          {sayWrong(t, wrong)}
        </span>
      )}
    </div>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly path?: string
  readonly choices: readonly string[]
}

export function ChoiceField({ name, path = name, choices }: ChoiceProps) {
  const t = useText()
  const id = useId()
  const { inputs, change, wrong } = useContext(FormContext)
  const value = inputs[name] ?? ''
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{t(`textbook.field.${name}`)}</label>
      <select
        id={id}
        value={value}
        aria-invalid={isAbout(wrong, path)}
        onChange={(event) => change({ [name]: event.target.value })}
      >
        {/* What an address brought and nobody knows stays to be seen, with what the law says about it. */}
        {!choices.includes(value) && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`textbook.choice.${choice}`)}
          </option>
        ))}
      </select>
      {isAbout(wrong, path) && <span className={styles['wrong']}>{sayWrong(t, wrong)}</span>}
    </div>
  )
}

export function CheckField({ name }: { readonly name: string }) {
  const t = useText()
  const { inputs, change } = useContext(FormContext)
  return (
    <label className={styles['check']}>
      <input
        type="checkbox"
        checked={inputs[name] === 'yes'}
        onChange={(event) => change({ [name]: event.target.checked ? 'yes' : 'no' })}
      />
      <span>{t(`textbook.field.${name}`)}</span>
    </label>
  )
}

export interface RowColumn {
  /** Of its heading. */
  readonly key: string
  /** Which cell of a row it shows. */
  readonly at: number
  /** Path of the cell in the law's input. */
  readonly path: (row: number) => string
}

interface RowsProps {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  readonly columns: readonly RowColumn[]
  readonly fresh: readonly string[]
  readonly onRows: (rows: readonly (readonly string[])[]) => void
}

/** A table that can be edited: a row per job or table entry. */
export function RowsField({ name, rows, columns, fresh, onRows }: RowsProps) {
  const t = useText()
  const { wrong } = useContext(FormContext)
  const put = (row: number, column: number, text: string) =>
    onRows(
      rows.map((cells, at) =>
        at === row ? fresh.map((_, of) => (of === column ? text : (cells[of] ?? ''))) : cells,
      ),
    )
  return (
    <div className={styles['rows']}>
      <table>
        <caption>{t(`textbook.field.${name}`)}</caption>
        <thead>
          <tr>
            <th scope="col">#</th>
            {columns.map(({ key }) => (
              <th key={key} scope="col">
                {t(`textbook.column.${key}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map(({ key, at, path }) => {
                const bad = isAbout(wrong, path(row))
                return (
                  <td key={key}>
                    <input
                      type="text"
                      inputMode="decimal"
                      aria-label={t('textbook.cell', { column: t(`textbook.column.${key}`), row })}
                      aria-invalid={bad}
                      value={cells[at] ?? ''}
                      onChange={(event) => put(row, at, event.target.value)}
                    />
                    {bad && <span className={styles['wrong']}>{sayWrong(t, wrong)}</span>}
                  </td>
                )
              })}
              <td>
                <button
                  type="button"
                  className="button button-quiet"
                  aria-label={t('textbook.remove', { row })}
                  disabled={rows.length === 1}
                  onClick={() => onRows(rows.filter((_, at) => at !== row))}
                >
                  ×
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="button" onClick={() => onRows([...rows, fresh])}>
        {t('textbook.add')}
      </button>
    </div>
  )
}
