/** The foot of the Lab: the clock, the tree of branches with what happened on them, and metrics over time. */
import { memo, useMemo } from 'react'
import type { SeriesAsk } from '../../worker/protocol'
import { useFrame, useInterest, useStore } from '../hooks/useApp'
import { usePhone } from '../hooks/useMedia'
import { Transport } from '../timeline/Transport'
import { comparedBranch, metrics } from './compared'
import styles from './LabTimeline.module.css'
import { Multiples } from './Multiples'
import { Tracks } from './Tracks'

export const LabTimeline = memo(function LabTimeline() {
  const phone = usePhone()
  // Charts this small cannot be read from the last row of a hall.
  // The comparison has charts of its own.
  const hidden = useStore(
    ({ skin, view }) => skin.ui === 'present' || skin.hide.includes('series') || view.stage === 'compare',
  )
  const branch = useFrame((frame) => frame.branch)
  const other = useFrame(comparedBranch)
  const interest = useMemo(() => {
    const shown = other === null ? [branch] : [branch, other]
    const series = metrics.flatMap((metric): SeriesAsk[] =>
      shown.map((one) => ({ metric, subject: '', branch: one })),
    )
    return { tracks: true, series: phone || hidden ? [] : series }
  }, [branch, other, phone, hidden])
  useInterest('tracks', interest)
  return (
    <section className={styles['timeline']}>
      <Transport />
      <Tracks slim={phone} />
      {!phone && !hidden && <Multiples branch={branch} other={other} />}
    </section>
  )
})
