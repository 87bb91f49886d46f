/**
 * A scenario that is no lesson: up to two of its hosts as stacks, what was imported, what happened, and the
 * clock.
 */
import { useEffect, useMemo, useState } from 'react'
import type { Scenario } from '../../sim'
import { useText } from '../hooks/useText'
import { FactsSection } from '../facts/FactsSection'
import { useApp } from '../hooks/useApp'
import type { ChartShape } from '../timeline/Chart'
import { Timeline } from '../timeline/Timeline'
import { EditButtons } from './EditButtons'
import { HostPicker } from './HostPicker'
import { firstHosts, hostNames } from './hosts'
import { ImportReport } from './ImportReport'
import { Inspector } from './Inspector'
import styles from './RunPage.module.css'
import { RunStage } from './RunStage'

const metric = 'workload.running'

export function RunPage({ scenario }: { readonly scenario: Scenario }) {
  const t = useText()
  const { client } = useApp()
  const names = useMemo(() => hostNames(scenario), [scenario])
  const [shown, setShown] = useState(() => firstHosts(scenario))
  useEffect(() => {
    client.watch({ stacks: shown, series: [{ metric, subject: '' }], factsFrom: 0 })
  }, [client, shown])
  const chart: ChartShape = useMemo(
    () => ({
      metric,
      caption: t('run.running'),
      axis: null,
      lines: [{ subject: '', side: 'A', label: t('run.running-label'), reading: null }],
      gateWords: null,
    }),
    [t],
  )
  return (
    <main className={styles['page']} data-columns>
      <div className={styles['column']}>
        <div className={styles['head']}>
          <h1 className={styles['title']}>{scenario.title ?? t('run.untitled')}</h1>
          <EditButtons />
        </div>
        {names.length > 2 && <HostPicker names={names} shown={shown} onChange={setShown} />}
        <div className={styles['stage']}>
          <RunStage hosts={shown} />
        </div>
      </div>
      <aside className={styles['panel']}>
        <h2 className={styles['about']}>{t('run.about', { hosts: names.length, seed: scenario.seed })}</h2>
        {scenario.notes !== undefined && <ImportReport lines={scenario.notes} />}
        <Inspector host={shown[0] ?? ''} />
        <FactsSection />
      </aside>
      <Timeline chart={chart} />
    </main>
  )
}
