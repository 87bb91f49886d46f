/** Starts of one host: what is on its way from 'accepted' to 'running', phase by phase, and what is pulled for it. */
import { useMemo, useRef, useState } from 'react'
import type { StartsView as Starts } from '../../sim'
import { chartRows, kindsIn, windowOf } from '../../viz/starts'
import { useFrame } from '../hooks/useApp'
import { useLastLook } from '../hooks/useLook'
import { useFormats, useText } from '../hooks/useText'
import { useBox } from '../stage/useBox'
import { HostPicker } from './HostPicker'
import { StartsChart } from './starts/StartsChart'
import { PhaseLegend } from './starts/PhaseLegend'
import styles from './starts/Starts.module.css'
import { StartsTable } from './starts/StartsTable'
import { countsOf, lasted } from './starts/words'
import { useHost } from './useHost'

export function StartsView() {
  const t = useText()
  const host = useHost()
  const look = useMemo(() => (host === null ? null : ({ look: 'starts', host } as const)), [host])
  const last = useLastLook(look)
  const view = last !== null && last.about.host === host ? last.answer : null
  return (
    <section className={styles['view']} aria-label={t('starts-view.title')}>
      <header className={styles['top']}>
        <h2>{t('starts-view.title')}</h2>
        <HostPicker />
        {view !== null && <Counts view={view} />}
      </header>
      {host === null && <p className={styles['note']}>{t('starts-view.no-host')}</p>}
      {host !== null && view === null && (
        <p className={styles['note']} role="status">
          {t('starts-view.waiting')}
        </p>
      )}
      {view !== null && <Content view={view} />}
    </section>
  )
}

/** The loud numbers: how many have started and how long that took on average. */
function Counts({ view }: { readonly view: Starts }) {
  const t = useText()
  const formats = useFormats()
  const { underWay } = countsOf(view)
  return (
    <p className={styles['counts']}>
      <span>
        <strong>{formats.number(view.ended)}</strong> {t('starts-view.ended', { n: view.ended })}
      </span>
      {view.ended > 0 && (
        <span>
          <strong>{lasted({ t, formats }, view.meanMicros)}</strong> {t('starts-view.mean')}
        </span>
      )}
      <span>
        <strong>{formats.number(underWay)}</strong> {t('starts-view.under-way')}
      </span>
    </p>
  )
}

const stretches = ['starts', 'run'] as const
type Stretch = (typeof stretches)[number]

function Content({ view }: { readonly view: Starts }) {
  const t = useText()
  const words = { t, formats: useFormats() }
  const now = useFrame((frame) => frame.now)
  const end = useFrame((frame) => frame.end)
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const [stretch, setStretch] = useState<Stretch>('starts')
  const [folded, setFolded] = useState<ReadonlySet<string>>(none)
  const rows = useMemo(() => chartRows(view, folded), [view, folded])
  const kinds = useMemo(() => kindsIn(rows), [rows])
  const window = useMemo(
    () => (stretch === 'starts' ? windowOf(view, now) : { from: 0, to: Math.max(end, now, 1000) }),
    [view, now, end, stretch],
  )
  const fold = (key: string) => {
    const next = new Set(folded)
    if (!next.delete(key)) next.add(key)
    setFolded(next)
  }
  const empty = view.starts.length === 0 && view.pulls.length === 0
  return (
    <>
      {!view.timed && <p className={styles['note']}>{t('starts-view.untimed', { host: view.host })}</p>}
      {empty && view.timed && <p className={styles['note']}>{t('starts-view.empty', { host: view.host })}</p>}
      {!empty && (
        <>
          <p className="visually-hidden">{summaryOf(view, words)}</p>
          <div className={styles['bar']}>
            <div className="segment" role="group" aria-label={t('starts-view.stretch')}>
              {stretches.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={stretch === one}
                  onClick={() => setStretch(one)}
                >
                  {t(`starts-view.stretch.${one}`)}
                </button>
              ))}
            </div>
            {view.others > 0 && (
              <p className={styles['note']}>{t('starts-view.others', { n: view.others })}</p>
            )}
          </div>
          <PhaseLegend kinds={kinds} />
          <div ref={field}>
            {box.width > 0 && <StartsChart {...{ rows, window, now, box }} onFold={fold} />}
          </div>
          <StartsTable view={view} />
        </>
      )}
    </>
  )
}

const none: ReadonlySet<string> = new Set()

/** The whole picture in one sentence, for those who do not see it. */
function summaryOf(view: Starts, words: Parameters<typeof lasted>[0]): string {
  const { underWay, slow, pulls } = countsOf(view)
  return words.t('starts-view.summary', {
    host: view.host,
    underWay,
    slow,
    ended: view.ended,
    mean: lasted(words, view.meanMicros),
    pulls,
  })
}
