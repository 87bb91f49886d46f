/** Where the camera is, as a way back: the breadcrumb is the camera. */
import type { FleetTopology } from '../../sim'
import { cutPath, depthOf, type FleetLayout, type MapPath } from '../../viz/fleet'
import { useFrame, useStore } from '../hooks/useApp'
import { useText, type TextFunction } from '../hooks/useText'
import styles from './FleetView.module.css'
import { workloadInside } from './inside'
import type { FleetMap } from './map'
import { placeWords } from './places'
import { useMapValue } from './useMap'

interface BreadcrumbProps {
  readonly map: FleetMap
  readonly topology: FleetTopology
  readonly layout: FleetLayout
}

export function Breadcrumb({ map, topology, layout }: BreadcrumbProps) {
  const t = useText()
  const path = useMapValue(map, (now) => now.path(), samePath)
  const selected = useStore((state) => state.selection.selected[0] ?? null)
  const host = layout.names[path.host] ?? ''
  const workload = useFrame(({ stacks }) =>
    path.inside
      ? (workloadInside(
          stacks.find((stack) => stack.host === host),
          selected,
        ) ?? '')
      : '',
  )
  const names = [t('fleet.root'), ...namesOf(path, topology, layout, t)]
  if (workload !== '') names.push(workload)
  return (
    <nav className={styles['crumbs']} aria-label={t('fleet.path')}>
      <ol>
        {names.map((name, depth) => (
          <li key={depth}>
            <button
              type="button"
              aria-current={depth === names.length - 1 ? 'location' : undefined}
              onClick={() => map.goTo(cutPath(path, depth))}
            >
              {name}
            </button>
          </li>
        ))}
      </ol>
      {depthOf(path) === 0 && (
        <span className={styles['counts']}>
          {t('fleet.counts', {
            zones: t('fleet.zones', { n: topology.zones.length }),
            racks: t('fleet.racks', { n: topology.racks.length }),
            hosts: t('fleet.hosts', { n: topology.hosts.count }),
          })}
        </span>
      )}
    </nav>
  )
}

function namesOf(path: MapPath, topology: FleetTopology, layout: FleetLayout, t: TextFunction): string[] {
  return [
    ...(path.zone < 0 ? [] : [placeWords(t, 'zone', topology.zones[path.zone] ?? '')]),
    ...(path.rack < 0 ? [] : [placeWords(t, 'rack', topology.racks[path.rack]?.name ?? '')]),
    ...(path.host < 0 ? [] : [layout.names[path.host] ?? '']),
  ]
}

function samePath(a: MapPath, b: MapPath): boolean {
  return a.zone === b.zone && a.rack === b.rack && a.host === b.host && a.inside === b.inside
}
