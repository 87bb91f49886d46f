/** Where the selected thing is on the map; what was selected elsewhere is brought into sight. */
import { useEffect, useMemo, useRef } from 'react'
import type { State } from '../../app/store'
import type { FleetTopology } from '../../sim'
import { hostBox, rackBox, rackOf, toScreen, type FleetLayout } from '../../viz/fleet'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import { useLook } from '../hooks/useLook'
import type { FleetMap } from './map'
import { detailOf, nowhere, placeNamed, placeOfHost, unitHolding, type Place } from './places'

/** A host that was looked for is shown at least this large, px. */
const found = 32
const findable = 14

export function useSelectedPlace(
  map: FleetMap,
  topology: FleetTopology | null,
  layout: FleetLayout | null,
): Place {
  const name = useStore((state) => state.selection.selected[0] ?? null)
  const known = useMemo(
    () => (name === null || topology === null || layout === null ? null : placeNamed(layout, topology, name)),
    [layout, topology, name],
  )
  const look = useMemo(
    () => (name === null || known !== null ? null : ({ look: 'where', name } as const)),
    [name, known],
  )
  const asked = useLook(look)?.found ?? null
  // An answer to the question before this one says nothing about this name.
  const answered = asked !== null && (asked.name === name || asked.unit === name) ? asked : null
  const host = known?.host ?? answered?.host ?? -1
  const unit = useFrame(({ fleet }) => {
    const detail = fleet === null || host < 0 || known !== null ? undefined : detailOf(fleet, host)
    return detail === undefined || topology === null || name === null
      ? -1
      : unitHolding(topology, detail, name)
  })
  const place = useMemo(() => {
    if (known !== null) return known
    return host < 0 || layout === null ? nowhere : { ...placeOfHost(layout, host), unit }
  }, [known, layout, host, unit])
  useBringIntoSight(map, name, place)
  return place
}

function useBringIntoSight(map: FleetMap, name: string | null, place: Place): void {
  const { store } = useApp()
  const shown = useRef<string | null>(null)
  const somewhere = place.zone >= 0
  useEffect(() => {
    if (name === null || !somewhere) {
      if (name === null) shown.current = null
      return
    }
    if (shown.current === name) return
    shown.current = name
    if (isOfMoment(store.getState(), name) || map.takeOwn(name)) return
    bringIntoSight(map, place, false)
  }, [map, store, name, place, somewhere])
}

/** A shared moment and a beat of a talk bring their own camera with what they select: it is seen as they say. */
function isOfMoment({ run, skin, view }: State, name: string): boolean {
  return [run.opened?.view, skin.beats[skin.beat]].some((moment) => {
    if (moment?.selected !== name) return false
    const [x, y, k] = moment.camera ?? []
    return x === view.camera?.x && y === view.camera?.y && k === view.camera?.k
  })
}

export function bringIntoSight(map: FleetMap, { zone, rack, host }: Place, given: boolean): void {
  const layout = map.layout()
  if (layout === null) return
  const box =
    host >= 0
      ? hostBox(layout, rackOf(layout, host), layout.slotOf[host] ?? 0)
      : rack >= 0
        ? rackBox(layout, rack)
        : layout.zones[zone]
  if (box === undefined) return
  const camera = map.camera()
  const { width, height } = map.size()
  const screen = toScreen(camera, map.size(), box)
  const inSight =
    screen.x >= 0 && screen.y >= 0 && screen.x + screen.width <= width && screen.y + screen.height <= height
  if (inSight && (given || host < 0 || camera.k >= findable)) return
  const k = host >= 0 ? Math.max(found, Math.min(camera.k, 200)) : camera.k
  if (host >= 0) map.fly({ x: box.x + box.width / 2, y: box.y + box.height / 2, k })
  else map.goTo({ zone, rack, host: -1, inside: false })
}
