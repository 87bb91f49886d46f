/** Which host a stage shows: its name, the one before and the one after, and any other by name. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import type { FleetTopology } from '../../sim'
import { useApp, useTopology } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { hostName } from '../lab/fleet-rows'
import styles from './HostPicker.module.css'
import { useHost } from './useHost'

/** In a larger fleet names are typed: a list of thousands helps nobody. */
const listed = 200

export function HostPicker() {
  const t = useText()
  const { lab } = useApp()
  const topology = useTopology()
  const host = useHost()
  const names = useMemo(() => (topology === null ? [] : hostNames(topology)), [topology])
  if (host === null) return null
  const at = names.indexOf(host)
  const step = (by: number) => lab.select(names[at + by] ?? host)
  return (
    <div className={styles['picker']} role="group" aria-label={t('cpu-view.host')}>
      <button
        type="button"
        className={`button ${styles['step'] ?? ''}`}
        aria-label={t('cpu-view.host-before')}
        title={t('cpu-view.host-before')}
        disabled={at <= 0}
        onClick={() => step(-1)}
      >
        <ChevronLeft size={16} aria-hidden="true" />
      </button>
      {names.length <= listed ? (
        <select
          className={styles['name']}
          aria-label={t('cpu-view.host')}
          value={host}
          onChange={(event) => lab.select(event.target.value)}
        >
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <TypedName key={host} host={host} names={names} />
      )}
      <button
        type="button"
        className={`button ${styles['step'] ?? ''}`}
        aria-label={t('cpu-view.host-after')}
        title={t('cpu-view.host-after')}
        disabled={at < 0 || at >= names.length - 1}
        onClick={() => step(1)}
      >
        <ChevronRight size={16} aria-hidden="true" />
      </button>
    </div>
  )
}

interface TypedNameProps {
  readonly host: string
  readonly names: readonly string[]
}

/** Takes a name once it is that of a host. */
function TypedName({ host, names }: TypedNameProps) {
  const t = useText()
  const { lab } = useApp()
  const id = useId()
  const [draft, setDraft] = useState(host)
  const type = (text: string) => {
    setDraft(text)
    if (text !== host && names.includes(text)) lab.select(text)
  }
  return (
    <>
      <input
        className={styles['name']}
        aria-label={t('cpu-view.host')}
        list={id}
        value={draft}
        aria-invalid={!names.includes(draft)}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setDraft(host)}
      />
      <datalist id={id}>
        {names
          .filter((name) => name.startsWith(draft))
          .slice(0, listed)
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
    </>
  )
}

/** All names in the order of racks. */
function hostNames(topology: FleetTopology): readonly string[] {
  return Array.from({ length: topology.hosts.count }, (_, at) => hostName(topology, at))
}
