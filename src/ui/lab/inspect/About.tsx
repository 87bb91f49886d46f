/** Nothing is selected: what the run is made of, its experiment, what an import did, or three things to try. */
import { experimentTitled } from '../../../lessons/experiments'
import { useRunTitle } from '../../header/useRunTitle'
import { useStore, useTopology } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { FactsSection } from '../../facts/FactsSection'
import { useGroupRows } from '../useFleet'
import { ExperimentCard } from '../experiment/ExperimentCard'
import { ImportReport } from './ImportReport'
import styles from './Inspect.module.css'
import { ThingsToTry } from './ThingsToTry'

export function About({ readOnly }: { readonly readOnly: boolean }) {
  const t = useText()
  const scenario = useStore((state) => state.run.scenario)
  const title = useRunTitle()
  const experiment = experimentTitled(scenario?.title ?? '')
  const hosts = useTopology()?.hosts.count ?? 0
  const rows = useGroupRows()
  const workloads = rows.reduce((sum, { count }) => sum + (count ?? 0), 0)
  return (
    <>
      <h2 className={styles['title']}>{title}</h2>
      <p className={styles['hint']}>
        {t('lab.about', { hosts, workloads, groups: rows.length, seed: scenario?.seed ?? 0 })}
      </p>
      {experiment !== null && <ExperimentCard key={experiment.id} {...{ experiment, readOnly }} />}
      {!readOnly && experiment === null && <ThingsToTry />}
      {scenario?.notes !== undefined && <ImportReport lines={scenario.notes} />}
      <FactsSection />
    </>
  )
}
