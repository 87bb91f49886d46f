/** Groups, hosts and counts of the newest frame, drawn again only when one of them changes. */
import { useMemo } from 'react'
import type { BinsView, FleetFrame } from '../../sim'
import { unitStates } from '../../sim'
import { useFrame, useTopology } from '../hooks/useApp'
import { useLook } from '../hooks/useLook'
import { groupRows, hostsOff, type GroupRow } from './fleet-rows'

export function useGroupRows(): readonly GroupRow[] {
  const topology = useTopology()
  const fleet = useFrame((frame) => frame.fleet, sameCounts)
  return useMemo(() => (topology === null ? [] : groupRows(topology, fleet)), [topology, fleet])
}

/** Enough names for a sentence. */
const namedHosts = 3

export function useHostsOff(): { readonly names: readonly string[]; readonly count: number } {
  const topology = useTopology()
  return useFrame(
    ({ fleet }) => (fleet === null || topology === null ? nothingOff : hostsOff(topology, fleet, namedHosts)),
    (a, b) => a.count === b.count && a.names.join() === b.names.join(),
  )
}

const nothingOff = { names: [], count: 0 }

/** In a larger fleet no group is small enough to be told host by host. */
const spreadLimit = 40
const bins = { look: 'bins', from: 0, count: spreadLimit, order: 'name' } as const

/** The hosts that each group runs on; null where the fleet is too large to say. */
export function useSpread(): ReadonlyMap<string, readonly string[]> | null {
  const count = useTopology()?.hosts.count ?? 0
  const answer = useLook(count > 0 && count <= spreadLimit ? bins : null)
  return useMemo(() => (answer === null ? null : spreadOf(answer)), [answer])
}

const running = unitStates.indexOf('running')

function spreadOf(view: BinsView): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>()
  for (const { host, units } of view.bins) {
    for (const { group, state } of units) {
      if (state !== running) continue
      const known = hosts.get(group) ?? []
      if (!known.includes(host)) known.push(host)
      hosts.set(group, known)
    }
  }
  return hosts
}

function sameCounts(a: FleetFrame | null, b: FleetFrame | null): boolean {
  if (a === null || b === null) return a === b
  return (
    a.topology === b.topology &&
    same(a.groupCount, b.groupCount) &&
    same(a.groupPlaced, b.groupPlaced) &&
    same(a.groupRunning, b.groupRunning) &&
    same(a.groupStarting, b.groupStarting)
  )
}

function same(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at])
}
