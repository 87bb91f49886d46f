/** What the TLB keeps of a walk, and how much of a working set that reaches. */
import { useState } from 'react'
import { evaluateLaw, laws, type WalkView } from '../../../sim'
import { useFormats, useText } from '../../hooks/useText'
import { numberIn, useFields, wordIn } from '../../lab/useFields'
import { Terms } from '../../glossary/Terms'
import { NumberChoice } from './Choice'
import styles from './Cpu.module.css'

/** MiB of a working set while no group tells one. */
const usual = 1024

interface TlbProps {
  readonly view: WalkView
  /** Whose working set it is held against. */
  readonly group: string | null
}

export function Tlb({ view, group }: TlbProps) {
  const t = useText()
  const formats = useFormats()
  const fields = useFields('workloadGroups', group)
  const [typed, setTyped] = useState<{ readonly of: string | null; readonly mib: number } | null>(null)
  const told = numberIn(fields, 'groupTechnique', 'workingSetMiB')
  const workingSet = typed?.of === group ? typed.mib : told === null || told === 0 ? usual : told
  const access = wordIn(fields, 'groupTechnique', 'access') === 'stream' ? 'stream' : 'random'
  const missed = missRate(workingSet, view.cachedPage, access)
  const reach = Math.min(1, view.tlbReachMiB / Math.max(1, workingSet))
  const percent = (share: number) => formats.number(share * 100, { digits: 2 })
  return (
    <section className={styles['section']}>
      <h3>{t('cpu-view.tlb')}</h3>
      <div className={styles['choices']}>
        <NumberChoice
          label={t('cpu-view.tlb.working-set')}
          value={workingSet}
          least={1}
          onChange={(mib) => setTyped({ of: group, mib })}
        />
      </div>
      <div className={styles['reach']} aria-hidden="true">
        <span style={{ width: `${reach * 100}%` }} />
      </div>
      <dl className={styles['facts']}>
        <div>
          <dt>{t('cpu-view.tlb.cached')}</dt>
          <dd>{t(`cpu-view.page.${view.cachedPage}`)}</dd>
        </div>
        <div>
          <dt>{t('cpu-view.tlb.entries')}</dt>
          <dd>{formats.number(view.tlbEntries)}</dd>
        </div>
        <div>
          <dt>
            <Terms>{t('cpu-view.tlb.reach')}</Terms>
          </dt>
          <dd>{formats.mib(view.tlbReachMiB)}</dd>
        </div>
        <div>
          <dt>{t(`cpu-view.tlb.misses.${access}`)}</dt>
          <dd>{missed === null ? '–' : `${percent(missed)} %`}</dd>
        </div>
      </dl>
      <p className={styles['note']}>
        <Terms>
          {t(reach >= 1 ? 'cpu-view.tlb.fits' : 'cpu-view.tlb.short', {
            reach: formats.mib(view.tlbReachMiB),
            set: formats.mib(workingSet),
            share: percent(reach),
          })}
        </Terms>{' '}
        {view.splintered && <Terms>{t('cpu-view.tlb.splintered', { page: view.cachedPage })}</Terms>}
      </p>
    </section>
  )
}

/** Misses per access by the law; null where it does not say. */
function missRate(workingSetMiB: number, guestPage: string, access: string): number | null {
  const law = laws.get('technique.tlb-miss')
  const said = law === undefined ? null : evaluateLaw(law, { workingSetMiB, guestPage, access })
  if (typeof said !== 'object' || said === null || !('missRate' in said)) return null
  return typeof said.missRate === 'number' ? said.missRate : null
}
