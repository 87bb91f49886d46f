/** Live migrations: rounds that shrink or do not, what the guest writes against what the link takes, and the pause. */
import { useMemo, useRef, useState } from 'react'
import type { MigrationView as Migration } from '../../sim'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { useLook } from '../hooks/useLook'
import { useFormats, useText } from '../hooks/useText'
import { useBox } from '../stage/useBox'
import { Controls } from './Controls'
import { Figures } from './Figures'
import { MigrationList } from './MigrationList'
import styles from './Migration.module.css'
import { Rates } from './Rates'
import { RoundsPlot } from './RoundsPlot'
import { RoundsTable } from './RoundsTable'
import { keyOf, reasonOf, summaryOf, vmName } from './words'

const look = { look: 'migrations' } as const

export function MigrationView() {
  const t = useText()
  const answer = useLook(look)
  const selected = useStore(({ selection }) => selection.selected[0] ?? null)
  const [own, setOwn] = useState<string | null>(null)
  const list = useMemo(() => answer?.migrations ?? [], [answer])
  const at = chosenOf(list, selected, own)
  const shown = list[at]
  return (
    <section className={styles['view']} aria-label={t('migration-view.title')}>
      <header className={styles['top']}>
        <h2>{t('migration-view.title')}</h2>
        {shown !== undefined && <p className={styles['note']}>{t('migration-view.drag')}</p>}
      </header>
      {answer === null && (
        <p className={styles['note']} role="status">
          {t('migration-view.waiting')}
        </p>
      )}
      {answer !== null && shown === undefined && (
        <p className={styles['note']}>
          {t('migration-view.none')} {t('migration-view.drag')}
        </p>
      )}
      {shown !== undefined && (
        <>
          <One key={keyOf(shown)} view={shown} />
          <MigrationList list={list} at={at} onChoose={setOwn} />
        </>
      )}
    </section>
  )
}

/** The one chosen here; else the latest of what is selected; else the latest of all. */
function chosenOf(list: readonly Migration[], selected: string | null, own: string | null): number {
  const chosen = own === null ? -1 : list.findIndex((one) => keyOf(one) === own)
  if (chosen >= 0) return chosen
  for (let at = list.length - 1; at >= 0; at--) {
    const one = list[at]
    if (one !== undefined && (one.vm === selected || one.workload === selected)) return at
  }
  return list.length - 1
}

function One({ view }: { readonly view: Migration }) {
  const words = { t: useText(), formats: useFormats() }
  const { t } = words
  const { lab } = useApp()
  const now = useFrame((frame) => frame.now)
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const parts = [
    { id: 'vm', name: view.workload, words: vmName(words, view) },
    { id: 'source', name: view.source, words: view.source },
    { id: 'target', name: view.target, words: view.target },
  ] as const
  const why = reasonOf(words, view)
  return (
    <>
      <p className="visually-hidden">{summaryOf(words, view, now)}</p>
      <div className={styles['head']}>
        <p className={styles['way']}>
          {parts.map(({ id, name, words: said }) => (
            <span key={id} data-part={id}>
              {name === '' ? (
                said || '–'
              ) : (
                <button
                  type="button"
                  className={styles['link']}
                  aria-label={t(`migration-view.part.${id}`, { name: said })}
                  onClick={() => lab.select(name)}
                >
                  {said}
                </button>
              )}
            </span>
          ))}
        </p>
        <p className={styles['state']} data-state={view.state}>
          {t(`migration-view.mode.${view.mode}`)} · {t(`migration-view.state.${view.state}`)}
          {why !== null && <span className={styles['note']}> {why}</span>}
        </p>
        <Controls view={view} />
      </div>
      <Figures view={view} now={now} />
      <div className={styles['columns']}>
        <div ref={field} className={styles['rounds']}>
          <h3>{t('migration-view.rounds')}</h3>
          {box.width > 0 && <RoundsPlot {...{ view, now, box }} />}
          <RoundsTable view={view} now={now} />
        </div>
        {view.mode === 'pre-copy' && <Rates view={view} />}
      </div>
    </>
  )
}
