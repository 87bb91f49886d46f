/** A law under the reader's hands: a slider for each number, the output at once, and how it changes along one. */
import { useId, useState } from 'react'
import { evaluateLaw, isInputError, type AnyEquation } from '../../sim'
import { useText } from '../hooks/useText'
import { Curve } from './Curve'
import { Field } from './Field'
import styles from './ModelsPage.module.css'
import { symbolsOf } from './symbols'

export function Trial({ law }: { readonly law: AnyEquation }) {
  const t = useText()
  const id = useId()
  const [written, setWritten] = useState(() => JSON.stringify(law.examples[0]?.input ?? {}, null, 1))
  const [moved, setMoved] = useState<string | null>(null)
  const input = parse(written)
  const output = input === undefined ? undefined : evaluateLaw(law, input)
  const wrong = isInputError(output) ? output.error : null
  const symbols = symbolsOf(law)
  const numbers = symbols.filter(({ kind }) => kind === 'number')
  const along = numbers.find(({ name }) => name === moved) ?? numbers[0]
  const put = (name: string, value: unknown) => {
    setMoved(name)
    setWritten(JSON.stringify({ ...(input as object), [name]: value }, null, 1))
  }
  return (
    <div className={styles['trial']}>
      {input !== undefined &&
        symbols.map((symbol) => <Field key={symbol.name} symbol={symbol} input={input} onPut={put} />)}
      <p role="status" className={styles['output']}>
        {output === undefined && t('models.not-json')}
        {wrong !== null && t(wrong.path === '' ? 'models.wrong-input' : 'models.wrong', { path: wrong.path })}
        {output !== undefined && wrong === null && <code>{JSON.stringify(output)}</code>}
      </p>
      {along !== undefined && input !== undefined && wrong === null && (
        <Curve law={law} along={along} input={input} />
      )}
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
