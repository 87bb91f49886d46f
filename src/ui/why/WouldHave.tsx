/** What would have changed it: looked for by running the story again, and each answer opens as a branch. */
import { useEffect, useId, useState } from 'react'
import { isProblem, type Problem } from '../../app/client'
import type { Counterfactuals, SearchProgress, WouldChange } from '../../sim'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { changeWords } from './turned'
import styles from './WouldHave.module.css'

/** Runs of one search: what the button promises. */
const mostRuns = 12

/** Only in the Lab: a lesson asks its own what-ifs. */
export function WouldHave({ fact }: { readonly fact: number }) {
  const inLab = useStore((state) => state.run.opened !== null && state.run.opened.lesson === null)
  // Facts are counted in each branch, and anew after edits: then what was found is about another story.
  const story = useFrame(({ branch, branches, canRedo }) => {
    const edits = branches.find(({ id }) => id === branch)?.edits ?? 0
    return `${branch} ${edits} ${canRedo}`
  })
  return inLab ? <Search key={`${story} ${fact}`} fact={fact} /> : null
}

type Phase =
  | { readonly phase: 'idle' }
  | { readonly phase: 'searching'; readonly progress: SearchProgress }
  | { readonly phase: 'found'; readonly found: Counterfactuals }
  | { readonly phase: 'failed' }

const idle: Phase = { phase: 'idle' }

function useSearch(fact: number) {
  const { client } = useApp()
  const [state, setState] = useState<Phase>(idle)
  const searching = state.phase === 'searching'
  // Nobody waits for it once the panel shows something else.
  useEffect(() => (searching ? () => client.order({ type: 'stop-search' }) : undefined), [client, searching])
  const begin = () => {
    setState({ phase: 'searching', progress: { runs: 0, most: mostRuns } })
    const heard = (progress: SearchProgress) => setState({ phase: 'searching', progress })
    const take = (answer: Counterfactuals | Problem) => {
      if (!isProblem(answer)) setState({ phase: 'found', found: answer })
      else setState(answer.problem === 'stopped' ? idle : { phase: 'failed' })
    }
    client.counterfactuals(fact, heard).then(take, () => setState({ phase: 'failed' }))
  }
  return { state, begin, stop: () => client.order({ type: 'stop-search' }) }
}

function Search({ fact }: { readonly fact: number }) {
  const t = useText()
  const heading = useId()
  const { state, begin, stop } = useSearch(fact)
  return (
    <section className={styles['would']} aria-labelledby={heading}>
      <h3 id={heading} className={styles['heading']}>
        {t('why.would')}
      </h3>
      {(state.phase === 'idle' || state.phase === 'failed') && (
        <div className={styles['line']}>
          <button type="button" className="button" onClick={begin}>
            {t('why.would.look')}
          </button>
          <p className={styles['note']}>{t('why.would.look.hint', { n: mostRuns })}</p>
        </div>
      )}
      {state.phase === 'searching' && <Progress progress={state.progress} onStop={stop} />}
      <div role="status">
        {state.phase === 'failed' && <p>{t('why.would.failed')}</p>}
        {state.phase === 'found' && <Summary found={state.found} />}
      </div>
      {state.phase === 'found' && <Found found={state.found} />}
    </section>
  )
}

function Progress({
  progress: { runs, most },
  onStop,
}: {
  readonly progress: SearchProgress
  readonly onStop: () => void
}) {
  const t = useText()
  const words = t('why.would.running', { n: runs, most })
  return (
    <div className={styles['line']}>
      <progress aria-label={t('why.would.progress')} value={runs} max={most}>
        {words}
      </progress>
      <span className={styles['note']}>{words}</span>
      <button type="button" className="button button-quiet" onClick={onStop}>
        {t('why.would.stop')}
      </button>
    </div>
  )
}

function Summary({ found: { changes, runs } }: { readonly found: Counterfactuals }) {
  const t = useText()
  if (changes.length === 0) return <p>{t('why.would.nothing', { n: runs })}</p>
  return <p className={styles['note']}>{t('why.would.found', { n: runs })}</p>
}

function Found({ found: { changes, inVain, left } }: { readonly found: Counterfactuals }) {
  const t = useText()
  const formats = useFormats()
  return (
    <>
      {changes.length > 0 && (
        <ul className={styles['changes']}>
          {changes.map((change, at) => (
            <li key={at}>
              <Chip change={change} />
            </li>
          ))}
        </ul>
      )}
      {inVain.length > 0 && (
        <p className={styles['note']}>
          {t('why.would.in-vain', {
            list: inVain.map((turned) => changeWords(t, formats, turned)).join(t('why.would.comma')),
          })}
        </p>
      )}
      {left > 0 && <p className={styles['note']}>{t('why.would.left', { n: left })}</p>}
    </>
  )
}

function Chip({ change }: { readonly change: WouldChange }) {
  const t = useText()
  const formats = useFormats()
  const { lab } = useApp()
  const next = useFrame(({ branches }) => branches.length)
  const words = changeWords(t, formats, change)
  const open = () => {
    // A, B, C …: as branches are named everywhere.
    void lab.openWorld(change.world, String.fromCharCode(65 + next), words)
  }
  return (
    <>
      <button
        type="button"
        className="chip"
        aria-label={t('why.would.open', { change: words })}
        title={t('why.would.open', { change: words })}
        onClick={open}
      >
        {words}
      </button>
      {change.others > 0 && (
        <span className={styles['note']}> {t('why.would.others', { n: change.others })}</span>
      )}
      {!change.nearest && change.direction !== 'other' && (
        <span className={styles['note']}> {t('why.would.coarse')}</span>
      )}
    </>
  )
}
