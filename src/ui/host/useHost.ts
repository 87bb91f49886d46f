/** The host that the CPU and memory stages show: the selected one, that of what is selected, else the last or first. */
import { useEffect, useMemo } from 'react'
import type { App } from '../../app/app'
import type { FleetTopology } from '../../sim'
import { useApp, useStore, useTopology } from '../hooks/useApp'
import { useLook } from '../hooks/useLook'
import { hostName } from '../lab/fleet-rows'

/** The host that was shown last, so that selecting a group, or turning to the other stage, stays on it. */
const shown = new WeakMap<App, string>()

/** Name of the host to show; null while there is none. */
export function useHost(): string | null {
  const app = useApp()
  const topology = useTopology()
  const selected = useStore(({ selection }) => selection.selected[0] ?? null)
  const places = useMemo(() => placesOf(topology), [topology])
  const direct = selected !== null && places.has(selected) ? selected : null
  const where = useMemo(
    () => (selected === null || direct !== null ? null : ({ look: 'where', name: selected } as const)),
    [selected, direct],
  )
  const found = useLook(where)?.found ?? null
  const first = useMemo(
    () => (found?.type === 'group' ? ({ look: 'where', name: `${found.name}-1` } as const) : null),
    [found?.type, found?.name],
  )
  const ofGroup = useLook(first)?.found ?? null
  const there = nameAt(topology, found?.host) ?? null
  const last = shown.get(app)
  const kept = last !== undefined && places.has(last) ? last : null
  const host = direct ?? there ?? kept ?? nameAt(topology, ofGroup?.host) ?? nameAt(topology, 0)
  useEffect(() => {
    if (direct !== null || there !== null) shown.set(app, direct ?? there ?? '')
  }, [app, direct, there])
  return host
}

/** Names of all hosts with their place in the topology. */
function placesOf(topology: FleetTopology | null): ReadonlyMap<string, number> {
  const count = topology?.hosts.count ?? 0
  const places = new Map<string, number>()
  for (let at = 0; topology !== null && at < count; at++) places.set(hostName(topology, at), at)
  return places
}

function nameAt(topology: FleetTopology | null, at: number | undefined): string | null {
  if (topology === null || at === undefined || at < 0 || at >= topology.hosts.count) return null
  return hostName(topology, at)
}
