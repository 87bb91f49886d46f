/** Host groups with their counts; a host that is in use is removed only together with what runs on it. */
import { useState } from 'react'
import type { Command, Refusal } from '../../../sim'
import { useApp, useTopology } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { Counter } from '../Counter'
import controls from '../Controls.module.css'
import { hostGroupRows, lastHosts, type HostGroupRow } from '../fleet-rows'
import { refusalWords } from '../RefusalLine'
import styles from './Build.module.css'

/** More hosts than this are not worked on at once. */
const mostHosts = 20_000

interface Held {
  readonly group: string
  /** Hosts that are still to go; the first is the one that is in use. */
  readonly hosts: readonly string[]
  readonly refusal: Refusal
}

export function HostGroups() {
  const topology = useTopology()
  const { lab, client } = useApp()
  const [held, setHeld] = useState<Held | null>(null)
  if (topology === null) return null
  const change = async ({ name, count }: HostGroupRow, wanted: number) => {
    setHeld(null)
    if (wanted > count) return void lab.perform(addHosts(name, wanted - count))
    const hosts = lastHosts(topology, name, count - wanted)
    for (const [at, host] of hosts.entries()) {
      const refusal = await client.could(removeHost(host, false)).catch(() => null)
      if (refusal !== null) return setHeld({ group: name, hosts: hosts.slice(at), refusal })
      if ((await lab.perform(removeHost(host, false))) !== null) return
    }
  }
  const drain = async (hosts: readonly string[]) => {
    setHeld(null)
    for (const host of hosts) if ((await lab.perform(removeHost(host, true))) !== null) return
  }
  return (
    <ul className={styles['rows']}>
      {hostGroupRows(topology).map((row) => (
        <li key={row.name} className={styles['row']}>
          <HostGroupLine row={row} onChange={(count) => void change(row, count)} />
          {held?.group === row.name && (
            <InUse held={held} onDrain={() => void drain(held.hosts)} onKeep={() => setHeld(null)} />
          )}
        </li>
      ))}
    </ul>
  )
}

interface LineProps {
  readonly row: HostGroupRow
  readonly onChange: (count: number) => void
}

function HostGroupLine({ row, onChange }: LineProps) {
  const t = useText()
  const formats = useFormats()
  return (
    <>
      <div className={styles['line']}>
        <span className={styles['name']}>
          <span>{row.name}</span>
        </span>
        <Counter label={row.name} value={row.count} most={mostHosts} onChange={onChange} />
      </div>
      <p className={styles['under']}>
        {t('lab.machine-of', { cores: row.cores, memory: formats.mib(row.memoryMiB) })}
      </p>
    </>
  )
}

interface InUseProps {
  readonly held: Held
  readonly onDrain: () => void
  readonly onKeep: () => void
}

function InUse({ held, onDrain, onKeep }: InUseProps) {
  const t = useText()
  const hosts = held.hosts.join(', ')
  return (
    <div className={controls['refusal']} role="alert">
      <p>{refusalWords(t, held.refusal)}</p>
      <button type="button" className="button button-danger" onClick={onDrain}>
        {t('lab.remove-and-drain', { hosts })}
      </button>{' '}
      <button type="button" className="button" onClick={onKeep}>
        {t('dialog.cancel')}
      </button>
    </div>
  )
}

function addHosts(group: string, count: number): Command {
  return { name: 'host.add', args: { group, count } }
}

function removeHost(host: string, drain: boolean): Command {
  return { name: 'host.remove', args: drain ? { host, drain } : { host } }
}
