/** The form for a new group of hosts, or for more hosts of a group that exists. */
import { useState, type FormEvent } from 'react'
import type { Command } from '../../../sim'
import { Dialog } from '../../dialogs/Dialog'
import { useApp, useStore } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { definedChoices, kernelChoices } from '../choices'
import { withNearest } from '../nearest'
import { RefusalLine } from '../RefusalLine'
import { useRefusal } from '../useAsked'
import styles from './Build.module.css'
import { SelectField, TextField } from './fields'

interface HostForm {
  readonly group: string
  readonly count: string
  readonly machine: string
  readonly kernel: string
  readonly zone: string
  readonly rack: string
}

export function AddHosts({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const { lab } = useApp()
  const scenario = useStore((state) => state.run.scenario)
  const [form, setForm] = useState<HostForm>(() => ({
    group: freeName('host', scenario?.fleet.map(({ name }) => name) ?? []),
    count: '1',
    machine: scenario?.fleet[0]?.machine ?? 'general-64',
    kernel: scenario?.fleet[0]?.kernel ?? 'kvm',
    zone: '',
    rack: '',
  }))
  const set = (values: Partial<HostForm>) => setForm({ ...form, ...values })
  const command = commandOf(form)
  const refusal = useRefusal(command)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void lab.perform(command).then((refused) => refused === null && onClose())
  }
  return (
    <Dialog title={t('lab.add-hosts')} description={t('lab.add-hosts.hint')} onClose={onClose}>
      <form onSubmit={submit}>
        <div className={styles['form']}>
          <TextField
            label={t('lab.form.host-group')}
            value={form.group}
            onChange={(group) => set({ group })}
          />
          <TextField
            label={t('lab.form.count')}
            value={form.count}
            number
            onChange={(count) => set({ count })}
          />
          <SelectField
            label={t('lab.form.machine')}
            value={form.machine}
            choices={definedChoices(t, scenario, 'machines')}
            onChange={(machine) => set({ machine })}
          />
          <SelectField
            label={t('lab.form.kernel')}
            value={form.kernel}
            choices={kernelChoices(t)}
            onChange={(kernel) => set({ kernel })}
          />
          <TextField
            label={t('lab.form.zone')}
            value={form.zone}
            placeholder={t('lab.form.none')}
            onChange={(zone) => set({ zone })}
          />
          <TextField
            label={t('lab.form.rack')}
            value={form.rack}
            placeholder={t('lab.form.none')}
            onChange={(rack) => set({ rack })}
          />
        </div>
        <RefusalLine
          refusal={refusal}
          onNearest={(nearest) => setForm(withNearest(form, nearest, 'count'))}
        />
        <FormActions
          words={t('lab.add-hosts')}
          refused={refusal !== null && refusal !== undefined}
          onClose={onClose}
        />
      </form>
    </Dialog>
  )
}

interface FormActionsProps {
  readonly words: string
  readonly refused: boolean
  readonly onClose: () => void
}

export function FormActions({ words, refused, onClose }: FormActionsProps) {
  const t = useText()
  return (
    <div className={styles['actions']}>
      <button type="submit" className="button button-primary" disabled={refused}>
        {words}
      </button>
      <button type="button" className="button" onClick={onClose}>
        {t('dialog.cancel')}
      </button>
    </div>
  )
}

function commandOf({ group, count, machine, kernel, zone, rack }: HostForm): Command {
  return {
    name: 'host.add',
    args: {
      group,
      count: Number(count),
      machine,
      kernel,
      ...(zone === '' ? {} : { zone }),
      ...(rack === '' ? {} : { rack }),
    },
  }
}

/** 'host', or 'host-b', 'host-c' … when that is taken: a number at the end would read like one host of a group. */
export function freeName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base
  for (let letter = 'b'.charCodeAt(0); letter <= 'z'.charCodeAt(0); letter++) {
    const name = `${base}-${String.fromCharCode(letter)}`
    if (!taken.includes(name)) return name
  }
  return `${base}-x`
}
