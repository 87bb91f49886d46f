/** The units of the host by what of them is swapped out: where their memory is, and how long their requests take. */
import { useState } from 'react'
import type { MemoryUnitView, MemoryView } from '../../../sim'
import { useApp } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { gibibytes, gibibytesBare } from '../../pools/amounts'
import { responseMillis } from '../responseTime'
import styles from './Memory.module.css'
import { PartsBar } from './PartsBar'
import { barOrder, partOf } from './states'

interface UnitsOutProps {
  readonly memory: MemoryView
  readonly selected: string | null
}

const first = 8

export function UnitsOut({ memory, selected }: UnitsOutProps) {
  const t = useText()
  const formats = useFormats()
  const { lab } = useApp()
  const [all, setAll] = useState(false)
  const units = sorted(memory.units)
  const shown = all ? units : units.slice(0, first)
  const most = units.reduce((largest, { promised }) => Math.max(largest, promised), 0)
  return (
    <section className={styles['part']} aria-label={t('memory-view.units')}>
      <div className={styles['head']}>
        <h2>{t('memory-view.units')}</h2>
        <p>{t('memory-view.shown-of', { shown: shown.length, all: units.length + memory.others })}</p>
      </div>
      <table className={styles['out-table']}>
        <caption className="visually-hidden">{t('memory-view.units')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('memory-view.column.unit')}</th>
            <th scope="col">{t('memory-view.column.parts', { most: gibibytes(formats, most) })}</th>
            <th scope="col">{t('memory-view.column.out')}</th>
            <th scope="col">{t('memory-view.column.p99')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((unit) => (
            <tr key={unit.name} data-selected={unit.name === selected}>
              <th scope="row">
                <button
                  type="button"
                  className={styles['link']}
                  aria-pressed={unit.name === selected}
                  onClick={() => lab.select(unit.name)}
                >
                  {unit.name}
                </button>
              </th>
              <td>
                <PartsBar
                  parts={barOrder.map((state) => ({ state, amount: partOf(unit, state) }))}
                  most={most}
                />
              </td>
              <td data-out={unit.name}>{outWords(unit, (mib) => gibibytesBare(formats, mib))}</td>
              <td>{responseMillis(formats, unit.p99Millis, 10)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {units.length > first && (
        <button type="button" className="button button-quiet" onClick={() => setAll(!all)}>
          {t(all ? 'memory-view.fewer' : 'memory-view.more', { n: units.length })}
        </button>
      )}
    </section>
  )
}

function outWords(unit: MemoryUnitView, gib: (mib: number) => string): string {
  const out = partOf(unit, 'swapped')
  return out === 0 ? '–' : gib(out)
}

/** What is farthest away first: swapped, then compressed, then ballooned; by name where that is equal. */
function sorted(units: readonly MemoryUnitView[]): readonly MemoryUnitView[] {
  const away = ['swapped', 'compressed', 'ballooned'] as const
  return units
    .map((unit, at) => ({ unit, at }))
    .sort((a, b) => {
      const state = away.find((one) => partOf(a.unit, one) !== partOf(b.unit, one))
      return state === undefined ? a.at - b.at : partOf(b.unit, state) - partOf(a.unit, state)
    })
    .map(({ unit }) => unit)
}
