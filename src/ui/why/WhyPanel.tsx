/** Why something happened: its causes down to the root and, for a placement, the table that decided it. */
import { Link2, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { isProblem, type Problem } from '../../app/client'
import type { Explanation } from '../../sim'
import type { SessionFrame } from '../../worker/protocol'
import { useAnswered, type Answered } from '../hooks/useAnswered'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { useFormats, useText, type TextFunction } from '../hooks/useText'
import { refusalWords } from '../lab/RefusalLine'
import { Chain } from './Chain'
import { Changes, Counts } from './Changes'
import { readPlacement } from './placement'
import { PlacementTable } from './PlacementTable'
import { WouldHave } from './WouldHave'
import styles from './WhyPanel.module.css'

export function WhyPanel() {
  const why = useStore((state) => state.view.why)
  return why === null ? null : <Panel fact={why} />
}

type Answer = Explanation | { readonly trouble: string }

/** The explanation of a fact; null while it is on its way, or while the clock is on its way to the fact. */
function useExplanation(fact: number): Answer | null {
  const { client, frames } = useApp()
  const journal = useFrame(({ branch, branches, canRedo }) => {
    const edits = branches.find(({ id }) => id === branch)?.edits ?? 0
    return `${branch} ${edits} ${canRedo}`
  })
  const moving = useFrame(isMoving)
  // Facts are counted in each branch and each run, and anew after edits.
  const question = `${journal} ${fact}`
  const known = useRef<Answered<string, Explanation> | null>(null)
  const held = useAnswered<string, Answer>(question, async () => {
    // What has happened does not change while the clock goes on.
    if (known.current?.about === question && isMoving(frames.current())) return known.current.answer
    const answer: Explanation | Problem = await client.explain(fact).catch(() => ({ problem: 'worker-lost' }))
    known.current = isProblem(answer) ? null : { about: question, answer }
    return isProblem(answer) ? { trouble: answer.problem } : answer
  })
  if (held === null || held.about !== question) return null
  const ahead = moving && 'trouble' in held.answer && held.answer.trouble === 'fact-not-kept'
  return ahead ? null : held.answer
}

function isMoving({ status }: SessionFrame): boolean {
  return status === 'running' || status === 'seeking'
}

function Panel({ fact }: { readonly fact: number }) {
  const t = useText()
  const { lab } = useApp()
  const answer = useExplanation(fact)
  const panel = useRef<HTMLElement>(null)
  const close = () => lab.askWhy(null)
  // Focus comes here and goes back to where it was.
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  return (
    // Escape is heard here for everything inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      className={styles['panel']}
      aria-label={t('why.panel')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className={styles['head']}>
        <h2 className={styles['title']}>{headingOf(t, answer)}</h2>
        <CopyLink />
        <button
          type="button"
          className={`button button-quiet ${styles['close'] ?? ''}`}
          aria-label={t('why.close')}
          onClick={close}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      {answer === null && <p role="status">{t('why.loading')}</p>}
      {answer !== null && 'trouble' in answer && <Trouble problem={answer.trouble} />}
      {answer !== null && !('trouble' in answer) && <Story why={answer} />}
    </section>
  )
}

function headingOf(t: TextFunction, answer: Answer | null): string {
  if (answer === null || 'trouble' in answer) return t('why.heading')
  const { name, args } = answer.fact
  if (name === 'placement.bound') return t('why.heading.bound', args)
  if (name === 'placement.failed') return t('why.heading.failed', args)
  return t('why.heading')
}

function Trouble({ problem }: { readonly problem: string }) {
  const t = useText()
  const key = problem === 'fact-not-kept' ? 'why.not-kept' : 'why.failed'
  return (
    <div role="alert">
      <p>
        <strong>{t(`${key}.what`)}</strong>
      </p>
      <p>
        {t(`${key}.why`)} {t(`${key}.do`)}
      </p>
    </div>
  )
}

function Story({ why }: { readonly why: Explanation }) {
  const t = useText()
  const formats = useFormats()
  const placement = useMemo(
    () => (why.fact.name.startsWith('placement.') ? readPlacement(why.steps) : null),
    [why],
  )
  return (
    <>
      {placement === null ? (
        <p className={styles['muted']}>{t('why.at', { at: formats.clock(why.fact.at) })}</p>
      ) : (
        <div className={styles['muted']}>
          <Counts placement={placement} />
        </div>
      )}
      {why.fact.refused !== undefined && <p>{refusalWords(t, why.fact.refused.refusal)}</p>}
      {placement !== null && <PlacementTable placement={placement} />}
      {placement !== null && <Changes placement={placement} />}
      <h3 className={styles['subtitle']}>{t('why.chain')}</h3>
      <Chain key={why.fact.ordinal} why={why} />
      <WouldHave fact={why.fact.ordinal} />
    </>
  )
}

function CopyLink() {
  const t = useText()
  const app = useApp()
  const [copied, setCopied] = useState<'done' | 'failed' | { readonly text: string } | null>(null)
  const copy = async () => {
    const [link, codec] = await Promise.all([app.shareLink(), app.codec()])
    if (link === null) return setCopied('failed')
    const text = `${app.address.base()}#${codec.encodeLink(link).replace(/^#/, '')}`
    // Some frames forbid copying: then the link is shown, to be copied by hand.
    await navigator.clipboard.writeText(text).then(
      () => setCopied('done'),
      () => setCopied({ text }),
    )
  }
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => {
          copy().catch(() => setCopied('failed'))
        }}
      >
        <Link2 size={16} aria-hidden="true" />
        <span>{t('why.copy')}</span>
      </button>
      <span role="status" className={styles['copied']}>
        {copied === 'done' && t('why.copied')}
        {copied === 'failed' && t('why.copy-failed')}
      </span>
      {copied !== null && typeof copied === 'object' && (
        <input
          className={styles['link']}
          readOnly
          aria-label={t('why.copy-by-hand')}
          value={copied.text}
          onFocus={(event) => event.target.select()}
        />
      )}
    </>
  )
}
