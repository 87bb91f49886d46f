/** Takes something to another host by name: the way of the keyboard. Each host says whether it would be refused. */
import { Move } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useId, useState } from 'react'
import type { Command } from '../../../sim'
import { useApp, useTopology } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import controls from '../Controls.module.css'
import { hostsNamed } from '../fleet-rows'
import { refusalWords } from '../RefusalLine'
import { useRefusal } from '../useAsked'
import { migrateTo, migrationModes } from '../../migration/commands'
import styles from './Inspect.module.css'

/** Hosts that are offered at once; a few letters narrow them down. */
const offered = 8

interface MoveToProps {
  /** Null where only the VM is known. */
  readonly workload: string | null
  /** The VM that would be migrated; null for what can only stop and move. */
  readonly vm: string | null
  /** The way to where it is now. */
  readonly path: readonly string[]
}

/** A VM is migrated in one of three ways; anything stops here and starts there. */
type Manner = (typeof migrationModes)[number] | 'move'

export function MoveTo(props: MoveToProps) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className="button">
          <Move size={16} strokeWidth={1.5} aria-hidden="true" />
          <span>{t(props.vm === null ? 'lab.move-to' : 'lab.migrate-to')}</span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles['popover']} side="left" align="start" collisionPadding={16}>
          <Hosts {...props} onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Hosts({ workload, vm, path, onDone }: MoveToProps & { readonly onDone: () => void }) {
  const t = useText()
  const [manner, setManner] = useState<Manner>(vm === null ? 'move' : 'pre-copy')
  const id = useId()
  const topology = useTopology()
  const [text, setText] = useState('')
  const names = topology === null ? [] : hostsNamed(topology, text, offered + 1)
  const others = names.filter((name) => !path.includes(name)).slice(0, offered)
  const name = vm ?? workload ?? ''
  const commandFor = (host: string): Command =>
    vm !== null && manner !== 'move'
      ? migrateTo(vm, host, manner)
      : { name: 'workload.move', args: { workload: workload ?? name, host } }
  return (
    <>
      {vm !== null && <Manners {...{ manner }} move={workload !== null} onChoose={setManner} />}
      <label htmlFor={id} className={controls['label']}>
        <span>{t('lab.move-where', { name })}</span>
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        className={controls['control']}
        value={text}
        placeholder={t('lab.host-name')}
        onChange={(event) => setText(event.target.value.trim())}
      />
      <ul className={styles['list']}>
        {others.map((host) => (
          <li key={host}>
            <HostChoice host={host} command={commandFor(host)} onDone={onDone} />
          </li>
        ))}
      </ul>
      {others.length === 0 && <p className={styles['hint']}>{t('lab.no-such-host')}</p>}
    </>
  )
}

interface MannersProps {
  readonly manner: Manner
  /** Whether it may also stop and move. */
  readonly move: boolean
  readonly onChoose: (manner: Manner) => void
}

function Manners({ manner, move, onChoose }: MannersProps) {
  const t = useText()
  const name = useId()
  const manners: readonly Manner[] = move ? [...migrationModes, 'move'] : migrationModes
  return (
    <fieldset className={styles['manners']}>
      <legend>{t('lab.manner')}</legend>
      {manners.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === manner} onChange={() => onChoose(one)} />
          <span>
            {t(`lab.manner.${one}`)}
            {one === manner && <span className={styles['manner-hint']}>{t(`lab.manner.${one}.hint`)}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

interface HostChoiceProps {
  readonly host: string
  readonly command: Command
  readonly onDone: () => void
}

function HostChoice({ host, command, onDone }: HostChoiceProps) {
  const t = useText()
  const { lab } = useApp()
  const refusal = useRefusal(command)
  const refused = refusal !== null && refusal !== undefined
  return (
    <button
      type="button"
      className={styles['host']}
      disabled={refused}
      onClick={() => {
        void lab.perform(command)
        onDone()
      }}
    >
      <span>{host}</span>
      {refused && <span>{refusalWords(t, refusal)}</span>}
    </button>
  )
}
