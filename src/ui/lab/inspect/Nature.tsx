/** What a group does and how it is virtualized: shown, and changed one by one, each change tried before it is done. */
import { useId, useMemo, useState } from 'react'
import { hasText } from '../../../i18n/text'
import { catalogueIds, pageSizeNames, techniqueNames, type Command } from '../../../sim'
import { Terms } from '../../glossary/Terms'
import { useApp, useStore, useTopology } from '../../hooks/useApp'
import { useLook } from '../../hooks/useLook'
import { useText } from '../../hooks/useText'
import { CommandField } from '../CommandField'
import controls from '../Controls.module.css'
import { hostName } from '../fleet-rows'
import { RefusalLine } from '../RefusalLine'
import { useRefusal } from '../useAsked'
import { numberIn, useFields, wordIn } from '../useFields'
import styles from './Inspect.module.css'

/** Open where it is the CPU or the memory that is looked at. */
export function Nature({ group }: { readonly group: string }) {
  const t = useText()
  const near = useStore(({ view }) => view.stage === 'cpu' || view.stage === 'memory')
  const [open, setOpen] = useState(near)
  return (
    <details className={styles['all']} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('cpu-view.nature')}</summary>
      {open && <Fields group={group} />}
    </details>
  )
}

function Fields({ group }: { readonly group: string }) {
  const t = useText()
  const its = useFields('workloadGroups', group)
  const mix = useMix(group)
  const own = useStore(({ run }) => run.scenario?.define?.mixes)
  const word = (column: string) => wordIn(its, 'groupTechnique', column)
  const pages = pageSizeNames.map((id) => ({ id, words: t(`cpu-view.page.${id}`) }))
  const mixes = [...new Set([...Object.keys(own ?? {}), ...catalogueIds.mixes, ...(mix === '' ? [] : [mix])])]
  return (
    <>
      <ChoiceCommand
        label={t('cpu-view.nature.technique')}
        hint={t('cpu-view.nature.technique-hint')}
        value={word('technique')}
        options={techniqueNames.map((id) => ({ id, words: t(`cpu-view.technique.${id}`) }))}
        make={(technique) => ({ name: 'group.technique', args: { group, technique } })}
      />
      <ChoiceCommand
        label={t('cpu-view.nature.mix')}
        hint={t('cpu-view.nature.mix-hint')}
        value={mix}
        options={mixes.map((id) => ({ id, words: mixWords(t, id, own !== undefined && id in own) }))}
        make={(chosen) => ({ name: 'group.mix', args: { group, mix: chosen } })}
      />
      <ChoiceCommand
        label={t('cpu-view.walk.guest-page')}
        value={word('guestPage')}
        options={pages}
        make={(guest) => ({ name: 'group.pages', args: { group, guest } })}
      />
      <ChoiceCommand
        label={t('cpu-view.walk.host-page')}
        value={word('hostPage')}
        options={pages}
        make={(host) => ({ name: 'group.pages', args: { group, host } })}
      />
      <CommandField
        label={t('cpu-view.nature.limit')}
        unit={t('lab.millicores')}
        hint={t('cpu-view.nature.limit-hint')}
        value={numberIn(its, 'workloadGroups', 'limitMillicores')}
        make={(millicores) => ({ name: 'group.limit', args: { group, millicores } })}
      />
      <CommandField
        label={t('cpu-view.nature.active')}
        unit={t('cpu-view.nature.percent')}
        hint={t('cpu-view.nature.active-hint')}
        value={numberIn(its, 'groupMemory', 'activePercent')}
        make={(activePercent) => ({ name: 'group.memory', args: { group, activePercent } })}
      />
    </>
  )
}

function mixWords(t: ReturnType<typeof useText>, id: string, own: boolean): string {
  const key = `catalog.mix.${id}`
  return own || !hasText(key) ? id : t(key)
}

/** The group's mix now, asked of a host that it runs on; where it runs on none, as the scenario has it. */
function useMix(group: string): string {
  const topology = useTopology()
  const planned = useStore(({ run }) => run.scenario?.workloads.find(({ name }) => name === group)?.mix)
  const first = useMemo(() => ({ look: 'where', name: `${group}-1` }) as const, [group])
  const at = useLook(first)?.found?.host ?? -1
  const host = topology === null || at < 0 ? null : hostName(topology, at)
  const look = useMemo(() => (host === null ? null : ({ look: 'exits', host } as const)), [host])
  const told = useLook(look)?.groups.find((one) => one.group === group)
  return told?.mix ?? planned ?? ''
}

interface ChoiceCommandProps {
  readonly label: string
  readonly hint?: string
  /** What holds now; '' while it is not known, and where there is none. */
  readonly value: string
  readonly options: readonly { readonly id: string; readonly words: string }[]
  readonly make: (id: string) => Command
}

/** A choice that is tried as soon as it is made, and done by the button beside it. */
function ChoiceCommand({ label, hint, value, options, make }: ChoiceCommandProps) {
  const t = useText()
  const { lab } = useApp()
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const changed = draft !== null && draft !== value
  const command = changed ? make(draft) : null
  const refusal = useRefusal(command)
  const perform = () => {
    if (command !== null) void lab.perform(command).then((refused) => refused === null && setDraft(null))
  }
  return (
    <div className={controls['field']}>
      <label htmlFor={id} className={controls['label']}>
        <span>{label}</span>
      </label>
      <div className={controls['pair']}>
        <select
          id={id}
          className={controls['control']}
          value={draft ?? value}
          aria-invalid={refusal !== null && refusal !== undefined}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => setDraft(event.target.value)}
        >
          {value === '' && <option value="">–</option>}
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.words}
            </option>
          ))}
        </select>
        {changed && (
          <button type="button" className="button" disabled={refusal !== null} onClick={perform}>
            {t('lab.set')}
          </button>
        )}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={controls['hint']}>
          <Terms>{hint}</Terms>
        </p>
      )}
      {changed && <RefusalLine refusal={refusal} />}
    </div>
  )
}
