/** The microscope: the vCPUs of the host under a scheduler of the reader's choice, over a window of milliseconds. */
import { useMemo, useState } from 'react'
import { schedulers, type Scheduler } from '../../../sim'
import { useStore } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { Terms } from '../../glossary/Terms'
import styles from './Cpu.module.css'
import { Choice, NumberChoice } from './Choice'
import { Gantt } from './Gantt'
import { SharesTable } from './SharesTable'
import { TimesTable } from './TimesTable'
import { useSchedule } from './useSchedule'

const windows = [50, 200, 1000, 2000] as const
const locks = ['none', 'spin', 'ple'] as const

export function SchedulePart({ host }: { readonly host: string }) {
  const t = useText()
  const formats = useFormats()
  const usual = useUsualScheduler(host)
  const [chosen, setScheduler] = useState<Scheduler | null>(null)
  const [millis, setMillis] = useState<(typeof windows)[number]>(50)
  const [lock, setLock] = useState<(typeof locks)[number]>('none')
  // Assumed: a lock that is taken often and held briefly.
  const [thinkMicros, setThink] = useState(500)
  const [holdMicros, setHold] = useState(50)
  const scheduler = chosen ?? usual
  const schedule = useSchedule(host, {
    scheduler,
    windowMicros: millis * 1000,
    lock: useLock(lock, thinkMicros, holdMicros),
  })
  return (
    <div className={styles['part']}>
      <div className={styles['choices']}>
        <Choice
          label={t('cpu-view.scheduler')}
          value={scheduler}
          options={schedulers.map((id) => ({ id, words: t(`cpu-view.scheduler.${id}`) }))}
          onChange={setScheduler}
        />
        <div className={styles['choice']}>
          <span>{t('cpu-view.window')}</span>
          <div className="segment" role="group" aria-label={t('cpu-view.window')}>
            {windows.map((one) => (
              <button key={one} type="button" aria-pressed={millis === one} onClick={() => setMillis(one)}>
                {t('cpu-view.ms', { ms: formats.number(one) })}
              </button>
            ))}
          </div>
        </div>
        <Choice
          label={t('cpu-view.locks')}
          value={lock}
          options={locks.map((id) => ({ id, words: t(`cpu-view.locks.${id}`) }))}
          onChange={setLock}
        />
        {lock !== 'none' && (
          <>
            <NumberChoice label={t('cpu-view.think')} value={thinkMicros} least={20} onChange={setThink} />
            <NumberChoice label={t('cpu-view.hold')} value={holdMicros} least={1} onChange={setHold} />
          </>
        )}
      </div>
      <p className={styles['note']}>
        <Terms>{t(`cpu-view.scheduler.${scheduler}.hint`)}</Terms>
      </p>
      {lock !== 'none' && (
        <p className={styles['note']}>
          <Terms>{t('cpu-view.locks.hint')}</Terms>
        </p>
      )}
      {schedule === null && <p className={styles['empty']}>{t('cpu-view.waiting')}</p>}
      {schedule === 'empty' && <p className={styles['empty']}>{t('cpu-view.nothing-runs', { host })}</p>}
      {schedule !== null && schedule !== 'empty' && (
        <>
          <Gantt view={schedule.view} />
          {schedule.others > 0 && (
            <p className={styles['note']}>{t('cpu-view.others', { n: schedule.others })}</p>
          )}
          <SharesTable input={schedule.input} view={schedule.view} />
          <TimesTable view={schedule.view} />
        </>
      )}
    </div>
  )
}

function useLock(lock: (typeof locks)[number], thinkMicros: number, holdMicros: number) {
  return useMemo(
    () => (lock === 'none' ? null : { thinkMicros, holdMicros, ple: lock === 'ple' }),
    [lock, thinkMicros, holdMicros],
  )
}

/** The scheduler that comes with the host's kernel; Linux' present one where the scenario does not tell. */
function useUsualScheduler(host: string): Scheduler {
  const group = host.slice(0, host.lastIndexOf('-'))
  const kernel = useStore(({ run }) => run.scenario?.fleet.find(({ name }) => name === group)?.kernel)
  if (kernel === 'xen') return 'credit'
  return kernel === 'esxi' ? 'relaxed' : 'eevdf'
}
