/** A zone or a rack: how many hosts it has, how full they are, and which. */
import { useMemo } from 'react'
import { noValue, type FleetFrame, type FleetTopology, type WhereView } from '../../../sim'
import { useApp, useFrame, useTopology } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import { hostName } from '../fleet-rows'
import styles from './Inspect.module.css'
import { Values } from './Share'
import { ThingHead } from './ThingHead'

type Place = NonNullable<WhereView['found']>

/** Names that are listed. */
const listed = 60

export function PlaceInspector({ found }: { readonly found: Place }) {
  const t = useText()
  const formats = useFormats()
  const { lab } = useApp()
  const topology = useTopology()
  const fleet = useFrame((frame) => frame.fleet)
  const hosts = useMemo(() => (topology === null ? [] : hostsIn(topology, found)), [topology, found])
  if (topology === null) return null
  return (
    <>
      <ThingHead found={found} status={null} detail={t('lab.host-count', { n: hosts.length })} />
      {fleet !== null && (
        <Values
          values={[
            { label: t('lab.cpu-used'), value: formats.percent(meanOf(fleet.cpu, hosts)) },
            { label: t('lab.memory'), value: formats.percent(meanOf(fleet.memory, hosts)) },
          ]}
        />
      )}
      <p className={styles['names']}>
        {hosts.slice(0, listed).map((at) => {
          const name = hostName(topology, at)
          return (
            <button key={name} type="button" className="chip" onClick={() => lab.select(name)}>
              {name}
            </button>
          )
        })}
        {hosts.length > listed && <span>{t('lab.and-more', { n: hosts.length - listed })}</span>}
      </p>
    </>
  )
}

function hostsIn(topology: FleetTopology, found: Place): readonly number[] {
  const hosts: number[] = []
  for (let at = 0; at < topology.hosts.count; at++) {
    const rack = topology.racks[topology.hosts.rack[at] ?? -1]
    const zone = topology.zones[rack?.zone ?? -1]
    const isIn =
      found.type === 'zone'
        ? zone === found.name
        : rack?.name === found.name &&
          (zone === undefined || found.path.length === 0 || found.path.includes(zone))
    if (isIn) hosts.push(at)
  }
  return hosts
}

/** Mean share of hosts that are on. */
function meanOf(values: FleetFrame['cpu'], hosts: readonly number[]): number {
  const on = hosts.map((at) => values[at] ?? noValue).filter((value) => value !== noValue)
  return on.length === 0 ? 0 : on.reduce((sum, value) => sum + value, 0) / on.length / 100
}
