/**
 * One law: what it says, where it comes from, what it gives for the worked examples and for the reader's own
 * numbers.
 */
import { useId, useState } from 'react'
import { hasText } from '../../i18n/text'
import { useText } from '../hooks/useText'
import { evaluateLaw, isInputError, sources, type AnyEquation, type SourceId } from '../../sim'
import { Formula } from './Formula'
import styles from './ModelsPage.module.css'

export function LawCard({ law }: { readonly law: AnyEquation }) {
  const t = useText()
  return (
    <article className={`card ${styles['law'] ?? ''}`}>
      <h3 className={styles['name']}>
        {t(`equation.${law.id}`)} <code className={styles['id']}>{law.id}</code>
      </h3>
      <Formula tex={law.tex} />
      <p className={styles['sources']}>
        <span className={styles['label']}>{t('models.sources')}</span>{' '}
        {law.sources.map((id) => (
          <Source key={id} id={id} />
        ))}
      </p>
      <details>
        <summary>{t('models.examples', { count: law.examples.length })}</summary>
        <ul className={styles['examples']}>
          {law.examples.map(({ input, output }, at) => (
            <li key={at}>
              <code>{JSON.stringify(input)}</code>
              <span aria-label={t('models.gives')}> → </span>
              <code>{JSON.stringify(output)}</code>
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{t('models.try')}</summary>
        <Trial law={law} />
      </details>
    </article>
  )
}

function Source({ id }: { readonly id: string }) {
  const t = useText()
  const known = id in sources ? sources[id as SourceId] : undefined
  if (known === undefined) return <span>{id}</span>
  const words = `equation.source.${id}`
  return (
    <span className={styles['source']}>
      {hasText(words) ? t(words) : known.title}{' '}
      <span className={styles['kind']}>{t(`models.kind.${known.kind}`)}</span>
    </span>
  )
}

/** The law with the reader's numbers: a field per number where the input is flat, else the JSON itself. */
function Trial({ law }: { readonly law: AnyEquation }) {
  const t = useText()
  const id = useId()
  const [written, setWritten] = useState(() => JSON.stringify(law.examples[0]?.input ?? {}, null, 1))
  const input = parse(written)
  const output = input === undefined ? undefined : evaluateLaw(law, input)
  const wrong = isInputError(output) ? output.error : null
  return (
    <div className={styles['trial']}>
      {flatNumbers(input).map(([name, value]) => (
        <label key={name} className={styles['field']}>
          <code>{name}</code>
          <input
            type="number"
            value={value}
            onChange={(event) => {
              const number = event.target.valueAsNumber
              // An emptied field keeps its last number: a law needs one.
              if (Number.isNaN(number)) return
              const changed = { ...(input as object), [name]: number }
              setWritten(JSON.stringify(changed, null, 1))
            }}
          />
        </label>
      ))}
      <label htmlFor={id} className={styles['label']}>
        {t('models.input')}
      </label>
      <textarea
        id={id}
        rows={Math.min(12, written.split('\n').length)}
        spellCheck={false}
        value={written}
        aria-invalid={output === undefined || wrong !== null}
        onChange={(event) => setWritten(event.target.value)}
      />
      <p role="status" className={styles['output']}>
        {output === undefined && t('models.not-json')}
        {wrong !== null && t(wrong.path === '' ? 'models.wrong-input' : 'models.wrong', { path: wrong.path })}
        {output !== undefined && wrong === null && <code>{JSON.stringify(output)}</code>}
      </p>
    </div>
  )
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined // The status line says that this is no JSON yet.
  }
}

function flatNumbers(input: unknown): readonly (readonly [string, number])[] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return []
  return Object.entries(input).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
}
