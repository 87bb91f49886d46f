/** The same mix under every technique, by the law of overhead: where it is cheapest, and where it runs now. */
import { useState } from 'react'
import type { ExitsOfGroup } from '../../../sim'
import { useFormats, useText } from '../../hooks/useText'
import { useFields } from '../../lab/useFields'
import { Terms } from '../../glossary/Terms'
import styles from './Cpu.module.css'
import own from './Exits.module.css'
import { costsOfMix } from './techniques'

interface TechniqueStripProps {
  readonly group: ExitsOfGroup
  readonly open: boolean
}

export function TechniqueStrip({ group, open }: TechniqueStripProps) {
  const t = useText()
  const [shown, setShown] = useState(open)
  return (
    <details className={own['strip']} open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{t('cpu-view.strip')}</summary>
      {shown && <Strip group={group} />}
    </details>
  )
}

function Strip({ group: { group, technique } }: { readonly group: ExitsOfGroup }) {
  const t = useText()
  const formats = useFormats()
  const fields = useFields('workloadGroups', group)
  const costs = costsOfMix(fields)
  if (costs === null) return <p className={styles['empty']}>{t('cpu-view.waiting')}</p>
  const ranks = ranksOf(costs.map(({ factor }) => factor))
  return (
    <>
      <p className={styles['note']}>
        <Terms>{t('cpu-view.strip.hint')}</Terms>
      </p>
      <div className={styles['scroller']}>
        <table className={`${styles['table'] ?? ''} ${own['causes'] ?? ''}`}>
          <thead>
            <tr>
              <th scope="col">{t('cpu-view.column.technique')}</th>
              <th scope="col" colSpan={2}>
                {t('cpu-view.column.speed')}
              </th>
              <th scope="col">{t('cpu-view.column.factor')}</th>
              <th scope="col">{t('cpu-view.column.rank')}</th>
            </tr>
          </thead>
          <tbody>
            {costs.map((cost, at) => {
              const present = cost.technique === technique
              return (
                <tr key={cost.technique} data-present={present} aria-current={present ? 'true' : undefined}>
                  <th scope="row">
                    {t(`cpu-view.technique.${cost.technique}`)}
                    {present && <span className={styles['badge']}>{t('cpu-view.strip.now')}</span>}
                  </th>
                  <td className={own['track']} aria-hidden="true">
                    <span
                      className={own['bar']}
                      data-kind="speed"
                      data-present={present}
                      style={{ width: `${Math.round(Math.min(1, 1 / cost.factor) * 1000) / 10}%` }}
                    />
                  </td>
                  <td>{formats.number(100 / cost.factor, { digits: 1, fixed: true })} %</td>
                  <td>{formats.number(cost.factor, { digits: 3, fixed: true })}</td>
                  <td>{ranks[at]}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** 1 for the cheapest; equals share their place. */
function ranksOf(factors: readonly number[]): readonly number[] {
  const rounded = factors.map((factor) => Math.round(factor * 1000))
  return rounded.map((own) => 1 + rounded.filter((other) => other < own).length)
}
