/** The strip at the foot of the page: buttons, clock, and the metric over time with the playhead on it. */
import { memo } from 'react'
import { usePhone } from '../hooks/useMedia'
import { Chart, type ChartShape } from './Chart'
import styles from './Timeline.module.css'
import { Transport } from './Transport'

export const Timeline = memo(function Timeline({ chart }: { readonly chart: ChartShape }) {
  const phone = usePhone()
  return (
    <section className={styles['timeline']}>
      <Transport />
      <Chart shape={chart} slim={phone} />
    </section>
  )
})
