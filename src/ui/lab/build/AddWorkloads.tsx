/** The form for a new group of workloads; while it is filled in, the model says whether it would be taken. */
import { useState, type FormEvent } from 'react'
import { kindChoices, definedChoices, policyChoices, profileChoices } from '../choices'
import type { Command, Kind, Policy } from '../../../sim'
import { Dialog } from '../../dialogs/Dialog'
import { useApp, useStore, useTopology } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { withNearest } from '../nearest'
import { RefusalLine } from '../RefusalLine'
import { useRefusal } from '../useAsked'
import { useGroupRows } from '../useFleet'
import { FormActions, freeName } from './AddHosts'
import styles from './Build.module.css'
import { SelectField, TextField } from './fields'

interface WorkloadForm {
  readonly name: string
  readonly kind: Kind
  /** '' is the kind's usual one. */
  readonly profile: string
  readonly per: string
  readonly count: string
  readonly flavour: string
  readonly app: string
  readonly millicores: string
  readonly policy: Policy
  /** '' is every host. */
  readonly on: string
  readonly tenant: string
}

const fresh: WorkloadForm = {
  name: 'app',
  kind: 'container',
  profile: 'runc',
  per: '10',
  count: '2',
  flavour: 'small',
  app: 'web-app',
  millicores: '250',
  policy: 'spread',
  on: '',
  tenant: '',
}

export function AddWorkloads({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const { lab } = useApp()
  const rows = useGroupRows()
  const [form, setForm] = useState<WorkloadForm>(() => ({
    ...fresh,
    name: freeName(
      fresh.name,
      rows.map(({ name }) => name),
    ),
  }))
  const command = commandOf(form)
  const refusal = useRefusal(command)
  const set = (values: Partial<WorkloadForm>) => setForm({ ...form, ...values })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void lab.perform(command).then((refused) => refused === null && onClose())
  }
  return (
    <Dialog title={t('lab.add-workloads')} description={t('lab.add-workloads.hint')} onClose={onClose}>
      <form onSubmit={submit}>
        <WorkloadFields form={form} set={set} />
        <RefusalLine
          refusal={refusal}
          onNearest={(nearest) => setForm(withNearest(form, nearest, 'count'))}
        />
        <FormActions
          words={t('lab.add-workloads')}
          refused={refusal !== null && refusal !== undefined}
          onClose={onClose}
        />
      </form>
    </Dialog>
  )
}

interface FieldsProps {
  readonly form: WorkloadForm
  readonly set: (values: Partial<WorkloadForm>) => void
}

function WorkloadFields({ form, set }: FieldsProps) {
  const t = useText()
  const scenario = useStore((state) => state.run.scenario)
  const hosts = useTopology()?.hosts.groups ?? []
  const kinds = kindChoices.map((id) => ({ id, words: t(`lab.kind.${id}`) }))
  const policies = policyChoices.map((id) => ({ id, words: t(`lab.policy.${id}`) }))
  const profiles = profileChoices(t, form.kind)
  const chooseKind = (id: string) => {
    const kind = kindChoices.find((one) => one === id) ?? 'container'
    set({ kind, profile: profileChoices(t, kind)[0]?.id ?? '' })
  }
  return (
    <div className={styles['form']}>
      <SelectField label={t('lab.form.kind')} value={form.kind} choices={kinds} onChange={chooseKind} />
      {profiles.length > 0 && (
        <SelectField
          label={t(form.kind === 'container' ? 'lab.form.runtime' : 'lab.form.hypervisor')}
          value={form.profile}
          choices={profiles}
          onChange={(profile) => set({ profile })}
        />
      )}
      {form.kind === 'container-in-vm' && (
        <TextField label={t('lab.form.per')} value={form.per} number onChange={(per) => set({ per })} />
      )}
      <TextField label={t('lab.form.group')} value={form.name} onChange={(name) => set({ name })} />
      <TextField label={t('lab.form.count')} value={form.count} number onChange={(count) => set({ count })} />
      <SelectField
        label={t('lab.form.flavour')}
        value={form.flavour}
        choices={definedChoices(t, scenario, 'flavours')}
        onChange={(flavour) => set({ flavour })}
      />
      <SelectField
        label={t('lab.form.app')}
        value={form.app}
        choices={definedChoices(t, scenario, 'apps')}
        onChange={(app) => set({ app })}
      />
      <TextField
        label={t('lab.demand-each')}
        unit={t('lab.millicores')}
        value={form.millicores}
        number
        onChange={(millicores) => set({ millicores })}
      />
      <SelectField
        label={t('lab.form.on')}
        value={form.on}
        choices={[{ id: '', words: t('lab.form.all-hosts') }, ...hosts.map((id) => ({ id, words: id }))]}
        onChange={(on) => set({ on })}
      />
      <TextField
        label={t('lab.form.tenant')}
        value={form.tenant}
        placeholder={t('lab.form.none')}
        onChange={(tenant) => set({ tenant })}
      />
      <div className={styles['whole']}>
        <SelectField
          label={t('lab.policy')}
          value={form.policy}
          choices={policies}
          hint={t(`lab.policy.${form.policy}.hint`)}
          onChange={(id) => set({ policy: policyChoices.find((one) => one === id) ?? 'spread' })}
        />
      </div>
    </div>
  )
}

function commandOf({
  name,
  kind,
  profile,
  per,
  count,
  flavour,
  app,
  millicores,
  policy,
  on,
  tenant,
}: WorkloadForm): Command {
  return {
    name: 'group.add',
    args: {
      name,
      kind,
      ...(profile === '' ? {} : { profile }),
      ...(kind === 'container-in-vm' ? { per: Number(per) } : {}),
      count: Number(count),
      flavour,
      app,
      millicores: Number(millicores),
      policy,
      ...(on === '' ? {} : { on }),
      ...(tenant === '' ? {} : { tenant }),
    },
  }
}
