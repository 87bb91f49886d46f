/** What each workload got in the window, against the share that the fluid model of the world gives it. */
import type { ScheduleInput, ScheduleView } from '../../../sim'
import { useApp, useStore } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { Terms } from '../../glossary/Terms'
import styles from './Cpu.module.css'

/** Percent of its share that the microscope may be off. */
const tolerance = 2
/** Below a second, who came first decides more than the shares. */
const settled = 1_000_000

interface SharesTableProps {
  readonly input: ScheduleInput
  readonly view: ScheduleView
}

export function SharesTable({ input, view }: SharesTableProps) {
  const t = useText()
  const formats = useFormats()
  const { lab } = useApp()
  const selected = useStore(({ selection }) => selection.selected[0])
  const columns = ['workload', 'weight', 'limit', 'wanted', 'got', 'fluid', 'off'] as const
  return (
    <section className={styles['section']}>
      <h3>{t('cpu-view.shares')}</h3>
      <p className={styles['note']}>
        <Terms>{t('cpu-view.shares.hint', { tolerance })}</Terms>{' '}
        {view.windowMicros < settled && t('cpu-view.shares.short')}
      </p>
      <div className={styles['scroller']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`cpu-view.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {input.entities.map((entity, at) => {
              const off = offPercent(view.measured[at] ?? 0, view.fluid[at] ?? 0)
              return (
                <tr key={entity.name} data-selected={entity.name === selected}>
                  <th scope="row">
                    <button
                      type="button"
                      className={styles['link']}
                      aria-pressed={entity.name === selected}
                      onClick={() => lab.select(entity.name)}
                    >
                      {t('cpu-view.with-vcpus', { name: entity.name, n: entity.vcpus })}
                    </button>
                  </th>
                  <td>{formats.number(entity.weight)}</td>
                  <td>{entity.limitMillicores === 0 ? '–' : cores(formats, entity.limitMillicores)}</td>
                  <td>{cores(formats, entity.demandMillicores)}</td>
                  <td>
                    <b>{cores(formats, view.measured[at] ?? 0)}</b>
                  </td>
                  <td>{cores(formats, view.fluid[at] ?? 0)}</td>
                  <td data-off={Math.abs(off) > tolerance}>
                    {Math.abs(off) > tolerance ? '≠' : '✓'} {signed(formats, off)} %
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className={styles['sum']}>
        {t('cpu-view.utilisation', {
          percent: formats.number(view.utilisationPermille / 10, { digits: 1 }),
          cpus: input.pcpus,
        })}
      </p>
    </section>
  )
}

function offPercent(measured: number, fluid: number): number {
  if (fluid === 0) return measured === 0 ? 0 : 100
  return (100 * (measured - fluid)) / fluid
}

function signed(formats: ReturnType<typeof useFormats>, value: number): string {
  const rounded = Math.round(value * 10) / 10
  const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : ''
  return sign + formats.number(Math.abs(rounded), { digits: 1, fixed: true })
}

function cores(formats: ReturnType<typeof useFormats>, millicores: number): string {
  return formats.number(millicores / 1000, { digits: 3, fixed: true })
}
