/** The rules by which hosts get memory back, and the working set of a group: each change is a command. */
import { useId, useState } from 'react'
import type { MemoryView } from '../../../sim'
import { Segment } from '../../fleet/Segment'
import { useApp, useStore } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { numberIn, useFields } from '../../lab/useFields'
import own from './Policy.module.css'
import styles from './Memory.module.css'
import { rules, usePolicy, type Rule } from './usePolicy'

/** Hidden where nothing is built. */
export function Policy({
  memory,
  selected,
}: {
  readonly memory: MemoryView
  readonly selected: string | null
}) {
  const hidden = useStore(({ skin }) => skin.hide.includes('build') || skin.ui === 'present')
  return hidden ? null : <Switches memory={memory} selected={selected} />
}

function Switches({ memory, selected }: { readonly memory: MemoryView; readonly selected: string | null }) {
  const t = useText()
  const { lab } = useApp()
  const policy = usePolicy()
  const set = (rule: Rule, value: string | boolean) =>
    void lab.perform({ name: 'reclaim.set', args: { rule, value } })
  if (policy === null) return null
  return (
    <section className={styles['part']} aria-label={t('memory-view.policy')}>
      <div className={styles['head']}>
        <h2>{t('memory-view.policy')}</h2>
        <p>{t('memory-view.policy-of-all')}</p>
      </div>
      <div>
        {rules.map(({ rule, values }) => (
          <div key={rule} className={own['switch']}>
            <span aria-hidden="true">{t(`memory-view.rule.${rule}`)}</span>
            <Segment
              label={t(`memory-view.rule.${rule}`)}
              choices={values.map((value) => ({
                id: String(value),
                words: t(`memory-view.rule.${rule}.${String(value)}`),
              }))}
              chosen={policy[rule]}
              onChoose={(id) => set(rule, values.find((value) => String(value) === id) ?? id)}
            />
          </div>
        ))}
      </div>
      <WorkingSet memory={memory} selected={selected} />
    </section>
  )
}

/** The working set of one group of this host: of the selected one, else of the one that is chosen here. */
function WorkingSet({ memory, selected }: { readonly memory: MemoryView; readonly selected: string | null }) {
  const t = useText()
  const id = useId()
  const [chosen, setChosen] = useState<string | null>(null)
  const groups = [...new Set(memory.units.map(({ group }) => group))]
  const ofSelected = memory.units.find(({ name, group }) => name === selected || group === selected)?.group
  const group = ofSelected ?? groups.find((one) => one === chosen) ?? groups[0]
  const percent = numberIn(useFields('workloadGroups', group ?? null), 'groupMemory', 'activePercent')
  if (group === undefined) return null
  return (
    <div className={own['working-set']}>
      <label htmlFor={id}>{t('memory-view.working-set')}</label>
      {groups.length > 1 && ofSelected === undefined ? (
        <select
          aria-label={t('memory-view.column.group')}
          value={group}
          onChange={(event) => setChosen(event.target.value)}
        >
          {groups.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      ) : (
        <b>{group}</b>
      )}
      {percent !== null && <PercentSlider key={group} id={id} group={group} percent={percent} />}
    </div>
  )
}

/** A unit may want more memory than it has: then it swaps inside itself. */
const most = 200
const step = 5

interface PercentSliderProps {
  readonly id: string
  readonly group: string
  readonly percent: number
}

/** Where the thumb is held while the world still says `base`, and whether the command for it is on its way. */
interface Held {
  readonly base: number
  readonly value: number
  readonly sent: boolean
}

/** While it is dragged nothing happens to the world: one movement is one command. */
function PercentSlider({ id, group, percent }: PercentSliderProps) {
  const t = useText()
  const { lab } = useApp()
  const [last, setHeld] = useState<Held | null>(null)
  const held = last !== null && last.base === percent ? last : null
  const draft = held?.value ?? percent
  const commit = () => {
    if (held === null || held.sent || held.value === percent) return
    setHeld({ ...held, sent: true })
    void lab.perform({ name: 'group.memory', args: { group, activePercent: held.value } }).then((refused) => {
      if (refused !== null) setHeld(null)
    })
  }
  return (
    <>
      <input
        id={id}
        type="range"
        min={0}
        max={most}
        step={step}
        value={draft}
        aria-valuetext={t('memory-view.percent', { percent: draft })}
        onChange={(event) => setHeld({ base: percent, value: Number(event.target.value), sent: false })}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
        // The page has keys of its own with the same names.
        onKeyDown={(event) => event.stopPropagation()}
      />
      <output htmlFor={id}>{t('memory-view.percent', { percent: draft })}</output>
    </>
  )
}
