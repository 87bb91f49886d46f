/** The lanes as a table: how long each vCPU did what, in exact milliseconds. */
import { useMemo } from 'react'
import { vcpuDoings, type ScheduleView } from '../../../sim'
import { lanesByVcpu, timesOf } from '../../../viz/gantt'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Cpu.module.css'
import { vcpuName } from './sentence'

export function TimesTable({ view }: { readonly view: ScheduleView }) {
  const t = useText()
  const formats = useFormats()
  const times = useMemo(() => lanesByVcpu(view).map((lane) => timesOf(lane, vcpuDoings.length)), [view])
  return (
    <details className={styles['section']}>
      <summary>{t('cpu-view.times')}</summary>
      <div className={styles['scroller']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('cpu-view.column.vcpu')}</th>
              {vcpuDoings.map((doing) => (
                <th key={doing} scope="col">
                  {t(`cpu-view.doing.${doing}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.map((own, at) => (
              <tr key={at}>
                <th scope="row">{vcpuName(t, view, at)}</th>
                {own.map((time, kind) => (
                  <td key={kind}>{formats.number(time / 1000, { digits: 3, fixed: true })}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
