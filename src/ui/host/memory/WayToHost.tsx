/** Where the host stands, as a way back to the map: datacenter, zone, rack. */
import { useMemo } from 'react'
import type { FleetTopology } from '../../../sim'
import { placeWords } from '../../fleet/places'
import { useApp, useTopology } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import { hostName } from '../../lab/fleet-rows'
import styles from './Memory.module.css'

export function WayToHost({ host }: { readonly host: string }) {
  const t = useText()
  const { lab } = useApp()
  const topology = useTopology()
  const way = useMemo(() => (topology === null ? null : wayTo(topology, host)), [topology, host])
  if (way === null) return null
  const open = (name: string | null) => {
    lab.select(name)
    lab.setStage('map')
  }
  return (
    <nav className={styles['way']} aria-label={t('fleet.path')}>
      <ol>
        <li>
          <button type="button" onClick={() => open(null)}>
            {t('fleet.root')}
          </button>
        </li>
        <li>
          <button type="button" onClick={() => open(way.zone)}>
            {placeWords(t, 'zone', way.zone)}
          </button>
        </li>
        <li>
          <button type="button" onClick={() => open(way.rack)}>
            {placeWords(t, 'rack', way.rack)}
          </button>
        </li>
      </ol>
    </nav>
  )
}

function wayTo(
  topology: FleetTopology,
  host: string,
): { readonly zone: string; readonly rack: string } | null {
  for (let at = 0; at < topology.hosts.count; at++) {
    if (hostName(topology, at) !== host) continue
    const rack = topology.racks[topology.hosts.rack[at] ?? 0]
    return rack === undefined ? null : { zone: topology.zones[rack.zone] ?? '', rack: rack.name }
  }
  return null
}
