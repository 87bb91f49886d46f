/** The playhead: now, as a slider over the chart that stops at a shut gate. */
import { useFormats, useText } from '../hooks/useText'
import { Slider } from '../common/Slider'
import { useApp, useFrame } from '../hooks/useApp'
import type { Plot } from './Chart'
import styles from './Chart.module.css'

export function Playhead({ plot, width }: { readonly plot: Plot; readonly width: number }) {
  const t = useText()
  const formats = useFormats()
  const { playback } = useApp()
  const now = useFrame((frame) => frame.now)
  const end = useFrame((frame) => frame.end)
  const barrier = useFrame((frame) => frame.barrier)
  return (
    <Slider
      label={t('timeline.position')}
      value={now}
      valueText={t('timeline.position-value', { now: formats.clock(now), end: formats.clockShort(end) })}
      max={end}
      most={barrier}
      step={Math.max(1, Math.round(end / 128))}
      inset={[plot.left, width - plot.right]}
      className={styles['scrub']}
      thumbClassName={styles['playhead']}
      onChange={playback.seek}
      thumb={
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <path d="M1 0h12a1 1 0 0 1 1 1v6l-7 7-7-7V1a1 1 0 0 1 1-1z" />
        </svg>
      }
    />
  )
}
