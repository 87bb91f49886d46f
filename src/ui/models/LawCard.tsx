/**
 * One law: what it says, where it comes from, what it gives for the worked examples and for the reader's own
 * numbers.
 */
import { hasText } from '../../i18n/text'
import { useText } from '../hooks/useText'
import { sources, type AnyEquation, type SourceId } from '../../sim'
import { Terms } from '../glossary/Terms'
import { Formula } from './Formula'
import styles from './ModelsPage.module.css'
import { symbolsOf } from './symbols'
import { Trial } from './Trial'

interface LawCardProps {
  readonly law: AnyEquation
  /** Its trial stands open: the reader sees that numbers can be put in. */
  readonly open?: boolean
}

export function LawCard({ law, open = false }: LawCardProps) {
  const t = useText()
  return (
    <article className={`card ${styles['law'] ?? ''}`}>
      <h3 className={styles['name']}>
        <Terms>{t(`equation.${law.id}`)}</Terms> <code className={styles['id']}>{law.id}</code>
      </h3>
      <Formula tex={law.tex} />
      <Symbols law={law} />
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
      <details open={open}>
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
  const title = hasText(words) ? t(words) : known.title
  const kind = t(`models.kind.${known.kind}`)
  return (
    <span className={styles['source']}>
      {title} {kind !== title && <span className={styles['kind']}>{kind}</span>}
    </span>
  )
}

/** What goes in: each with its meaning and its unit. */
function Symbols({ law }: { readonly law: AnyEquation }) {
  const t = useText()
  const symbols = symbolsOf(law)
  return (
    <dl className={styles['symbols']} aria-label={t('models.symbols')}>
      {symbols.map(({ name, unit, choices }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <Terms>{t(`symbol.${name}`)}</Terms>
            {unit !== '' && `, ${unit}`}
            {choices.length > 0 && `: ${choices.join(', ')}`}
          </dd>
        </div>
      ))}
    </dl>
  )
}
