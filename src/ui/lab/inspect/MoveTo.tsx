/** Moves a workload to another host by name: the way of the keyboard. Each host says whether it would be refused. */
import { Move } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useId, useState } from 'react'
import { useApp, useTopology } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import controls from '../Controls.module.css'
import { hostsNamed } from '../fleet-rows'
import { refusalWords } from '../RefusalLine'
import { useRefusal } from '../useAsked'
import styles from './Inspect.module.css'

/** Hosts that are offered at once; a few letters narrow them down. */
const offered = 8

interface MoveToProps {
  readonly workload: string
  /** The way to where it is now. */
  readonly path: readonly string[]
}

export function MoveTo({ workload, path }: MoveToProps) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className="button">
          <Move size={16} strokeWidth={1.5} aria-hidden="true" />
          <span>{t('lab.move-to')}</span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles['popover']} side="left" align="start" collisionPadding={16}>
          <Hosts workload={workload} path={path} onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Hosts({ workload, path, onDone }: MoveToProps & { readonly onDone: () => void }) {
  const t = useText()
  const id = useId()
  const topology = useTopology()
  const [text, setText] = useState('')
  const names = topology === null ? [] : hostsNamed(topology, text, offered + 1)
  const others = names.filter((name) => !path.includes(name)).slice(0, offered)
  return (
    <>
      <label htmlFor={id} className={controls['label']}>
        <span>{t('lab.move-where', { name: workload })}</span>
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
            <HostChoice workload={workload} host={host} onDone={onDone} />
          </li>
        ))}
      </ul>
      {others.length === 0 && <p className={styles['hint']}>{t('lab.no-such-host')}</p>}
    </>
  )
}

interface HostChoiceProps {
  readonly workload: string
  readonly host: string
  readonly onDone: () => void
}

function HostChoice({ workload, host, onDone }: HostChoiceProps) {
  const t = useText()
  const { lab } = useApp()
  const command = { name: 'workload.move', args: { workload, host } }
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
