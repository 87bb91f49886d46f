/** What a group of workloads can be told: where to place, how large, how busy, how important, and to go. */
import { Trash2 } from 'lucide-react'
import { useId } from 'react'
import { useApp } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { policyChoices } from '../choices'
import { CommandField } from '../CommandField'
import controls from '../Controls.module.css'
import type { GroupRow } from '../fleet-rows'
import { numberIn, useFields } from '../useFields'
import { VictimWords } from '../VictimWords'
import styles from './Build.module.css'
import { Terms } from '../../glossary/Terms'

export function GroupDetails({ row }: { readonly row: GroupRow }) {
  const t = useText()
  const { name: group } = row
  const its = useFields('workloadGroups', group)
  const first = useFields('workloads', `${group}-1`)
  const demand = numberIn(first, 'workloads', 'demandMillicores')
  const shares = numberIn(first, 'workloads', 'weight') ?? numberIn(its, 'workloadGroups', 'shares')
  return (
    <div className={styles['details']} role="group" aria-label={t('lab.details-of', { name: group })}>
      <PolicyField group={group} policy={row.policy} />
      <CommandField
        label={t('lab.memory-each')}
        unit="MiB"
        value={numberIn(first, 'workloads', 'memoryMiB')}
        make={(memoryMiB) => ({ name: 'workload.resize', args: { group, memoryMiB } })}
      />
      <CommandField
        label={t('lab.demand-each')}
        unit={t('lab.millicores')}
        hint={t('lab.demand-hint')}
        value={demand}
        make={(millicores) => ({ name: 'group.demand', args: { group, millicores } })}
      />
      <CommandField
        label={t('lab.shares-each')}
        unit=""
        hint={t('lab.shares-hint')}
        value={shares}
        make={(value) => ({ name: 'group.shares', args: { group, shares: value } })}
      />
      <RemoveGroup row={row} />
    </div>
  )
}

function PolicyField({ group, policy }: { readonly group: string; readonly policy: string }) {
  const t = useText()
  const { lab } = useApp()
  const id = useId()
  return (
    <div className={controls['field']}>
      <label htmlFor={id} className={controls['label']}>
        <span>{t('lab.policy')}</span>
      </label>
      <select
        id={id}
        className={controls['control']}
        value={policy}
        aria-describedby={`${id}-hint`}
        onChange={(event) =>
          void lab.perform({ name: 'group.policy', args: { group, policy: event.target.value } })
        }
      >
        {policyChoices.map((one) => (
          <option key={one} value={one}>
            {t(`lab.policy.${one}`)}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className={controls['hint']}>
        <Terms>{t(`lab.policy.${policyChoices.find((one) => one === policy) ?? 'first-fit'}.hint`)}</Terms>
      </p>
    </div>
  )
}

function RemoveGroup({ row }: { readonly row: GroupRow }) {
  const t = useText()
  const { lab } = useApp()
  const id = useId()
  const command = { name: 'group.remove', args: { group: row.name } }
  return (
    <div className={styles['remove']}>
      <button
        type="button"
        className={`button button-danger ${styles['wide'] ?? ''}`}
        aria-describedby={id}
        onClick={() => void lab.perform(command)}
      >
        <Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />
        <span>{t('lab.remove-group', { name: row.name })}</span>
      </button>
      <VictimWords command={command} id={id} />
    </div>
  )
}
