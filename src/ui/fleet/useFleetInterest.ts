/** What the map asks of each frame: the lens, the units of hosts that are large, and the stack of the one it is in. */
import { useMemo } from 'react'
import { hostsInSight, steps } from '../../viz/fleet'
import type { Interest } from '../../worker/protocol'
import { useInterest, useStore } from '../hooks/useApp'
import type { FleetMap } from './map'
import { useMapValue } from './useMap'

/** Hosts whose units one frame may hold. */
const mostDetails = 400
const none: readonly number[] = []

export function useFleetInterest(map: FleetMap, selected: number, focused: number): void {
  const lens = useStore((state) => state.view.lens)
  const seen = useMapValue(map, largeHosts, sameHosts)
  const inside = useMapValue(map, hostInside)
  const part = useMemo<Partial<Interest>>(() => {
    const pointed = [selected, focused].filter((host) => host >= 0)
    const details = [...new Set([...pointed, ...seen])].slice(0, mostDetails)
    return { fleet: { topology: 0, lens, details }, stacks: inside === '' ? [] : [inside] }
  }, [lens, seen, inside, selected, focused])
  useInterest('map', part)
}

/** The host the camera is in, by name; '' while it is in none. */
function hostInside(map: FleetMap): string {
  if (map.camera().k < steps.stack) return ''
  return map.layout()?.names[map.path().host] ?? ''
}

function largeHosts(map: FleetMap): readonly number[] {
  const layout = map.layout()
  const camera = map.camera()
  if (layout === null || camera.k < steps.units) return none
  return hostsInSight(layout, camera, map.size(), mostDetails)
}

function sameHosts(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((host, at) => host === b[at])
}
