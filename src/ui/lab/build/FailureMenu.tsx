/** Failures that can be made to happen now, on what is selected or on any thing by name, each with its victims. */
import { Zap } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useId, useState, type ReactNode } from 'react'
import type { Command } from '../../../sim'
import { useApp, useStore, useTopology } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import controls from '../Controls.module.css'
import { hostsNamed } from '../fleet-rows'
import { refusalWords } from '../RefusalLine'
import { useRefusal } from '../useAsked'
import { VictimWords } from '../VictimWords'
import styles from './Build.module.css'

/** Host names that are suggested. */
const suggested = 100

const failures = [
  ['host.fail', 'host'],
  ['kernel.panic', 'kernel'],
  ['process.crash', 'workload'],
] as const

export function FailureMenu({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles['popover']} side="right" align="end" collisionPadding={16}>
          <Failures onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Failures({ onDone }: { readonly onDone: () => void }) {
  const t = useText()
  const id = useId()
  const topology = useTopology()
  const selected = useStore((state) => state.selection.selected[0])
  const hosts = topology === null ? [] : hostsNamed(topology, '', suggested)
  const [name, setName] = useState(selected ?? hosts[0] ?? '')
  return (
    <>
      <h3>{t('lab.add-failure')}</h3>
      <div className={controls['field']}>
        <label htmlFor={id} className={controls['label']}>
          <span>{t('lab.failure-of')}</span>
        </label>
        <input
          id={id}
          type="text"
          className={controls['control']}
          list={`${id}-hosts`}
          value={name}
          onChange={(event) => setName(event.target.value.trim())}
        />
        <datalist id={`${id}-hosts`}>
          {hosts.map((host) => (
            <option key={host} value={host} />
          ))}
        </datalist>
      </div>
      {failures.map(([command, argument]) => (
        <FailureButton
          key={command}
          command={{ name: command, args: { [argument]: name } }}
          onDone={onDone}
        />
      ))}
    </>
  )
}

/** One failure: what it would stop while it is pointed at, and why it cannot happen where it cannot. */
function FailureButton({ command, onDone }: { readonly command: Command; readonly onDone: () => void }) {
  const t = useText()
  const { lab } = useApp()
  const id = useId()
  const [previewed, setPreviewed] = useState(false)
  const refusal = useRefusal(command)
  const refused = refusal !== null && refusal !== undefined
  return (
    <div className={styles['failure']}>
      <button
        type="button"
        className={`button button-danger ${styles['wide'] ?? ''}`}
        aria-describedby={id}
        disabled={refused}
        onClick={() => {
          void lab.perform(command)
          onDone()
        }}
        onPointerEnter={() => setPreviewed(true)}
        onPointerLeave={() => setPreviewed(false)}
        onFocus={() => setPreviewed(true)}
        onBlur={() => setPreviewed(false)}
      >
        <Zap size={16} strokeWidth={1.5} aria-hidden="true" />
        <span>{t(`command.${command.name}`)}</span>
      </button>
      {previewed && !refused ? (
        <VictimWords command={command} id={id} waiting={t(`command.${command.name}.hint`)} />
      ) : (
        <p id={id} className={controls['hint']}>
          {!refused
            ? t(`command.${command.name}.hint`)
            : refusal.reason === 'gone'
              ? t(`lab.failure-not.${command.name}`)
              : refusalWords(t, refusal)}
        </p>
      )}
    </div>
  )
}
