/** What the pointer is on: its name and the few numbers that matter there. */
import { hostStates, noValue, unitStates, type FleetFrame, type FleetTopology } from '../../sim'
import type { FleetLayout } from '../../viz/fleet'
import { useFrame } from '../hooks/useApp'
import { useFormats, useText, type Formats, type TextFunction } from '../hooks/useText'
import styles from './FleetView.module.css'
import type { FleetMap } from './map'
import { detailOf, placeWords, unitNameOf, type Place } from './places'

interface HoverCardProps {
  readonly place: Place
  readonly x: number
  readonly y: number
  readonly map: FleetMap
  readonly topology: FleetTopology
  readonly layout: FleetLayout
}

/** px from the pointer, and room that a card needs. */
const away = 14
const room = { width: 220, height: 110 } as const

export function HoverCard({ place, x, y, map, topology, layout }: HoverCardProps) {
  const t = useText()
  const formats = useFormats()
  const fleet = useFrame((frame) => frame.fleet)
  const said = wordsOf({ place, topology, layout, fleet, t, formats })
  if (said === null) return null
  const { width, height } = map.size()
  const left = x + away + room.width > width ? Math.max(0, x - away - room.width) : x + away
  const top = y + away + room.height > height ? Math.max(0, y - away - room.height) : y + away
  return (
    <div className={styles['card']} style={{ left, top }} aria-hidden="true">
      <strong>{said.name}</strong>
      <dl>
        {said.lines.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

interface Asked {
  readonly place: Place
  readonly topology: FleetTopology
  readonly layout: FleetLayout
  readonly fleet: FleetFrame | null
  readonly t: TextFunction
  readonly formats: Formats
}

interface Said {
  readonly name: string
  readonly lines: readonly (readonly [string, string])[]
}

function wordsOf(asked: Asked): Said | null {
  const { place, topology, layout, fleet, t, formats } = asked
  if (place.unit >= 0 && fleet !== null) return unitWords(asked, fleet)
  if (place.host >= 0) return hostWords(asked)
  const rack = topology.racks[place.rack]
  if (rack === undefined) return null
  const hosts = layout.firstHost.subarray(place.rack, place.rack + 2)
  const most = (column: Uint8Array) =>
    column
      .subarray(hosts[0], hosts[1])
      .reduce((max, value) => (value === noValue ? max : Math.max(max, value)), 0)
  const share = (column: Uint8Array) => t('fleet.at-most', { share: formats.percent(most(column) / 100) })
  return {
    name: placeWords(t, 'rack', rack.name),
    lines: [
      [t('fleet.hosts-label'), formats.number(rack.hosts)],
      ...(fleet === null
        ? []
        : ([
            [t('fleet.lens.cpu'), share(fleet.cpu)],
            [t('fleet.lens.memory'), share(fleet.memory)],
          ] as const)),
    ],
  }
}

function hostWords({ place, layout, fleet, t, formats }: Asked): Said {
  const { host } = place
  const name = layout.names[host] ?? ''
  if (fleet === null) return { name, lines: [] }
  const percent = (value: number | undefined) =>
    value === undefined || value === noValue ? '–' : formats.percent(value / 100)
  const state = hostStates[fleet.state[host] ?? 0] ?? 'ok'
  return {
    name,
    lines: [
      [t('fleet.lens.cpu'), percent(fleet.cpu[host])],
      [t('fleet.lens.memory'), percent(fleet.memory[host])],
      [t('fleet.units-label'), formats.number(fleet.units[host] ?? 0)],
      [t('fleet.lens.state'), t(`fleet.state.${state}`)],
    ],
  }
}

function unitWords(asked: Asked, fleet: FleetFrame): Said | null {
  const { place, topology, t, formats } = asked
  const detail = detailOf(fleet, place.host)
  if (detail === undefined || place.unit >= detail.group.length) return hostWords(asked)
  const { unit } = place
  const cores = (millicores: number | undefined) => formats.number((millicores ?? 0) / 1000, { digits: 2 })
  const state = unitStates[detail.state[unit] ?? 0] ?? 'running'
  return {
    name: unitNameOf(topology, detail, unit),
    lines: [
      [t('fleet.lens.state'), t(`stage.state.${state}`)],
      [t('fleet.lens.memory'), formats.mib(detail.memoryMiB[unit] ?? 0)],
      [
        t('fleet.lens.cpu'),
        t('fleet.cpu-of', { used: cores(detail.used[unit]), demand: cores(detail.demand[unit]) }),
      ],
      [t('fleet.workloads-label'), formats.number(detail.members[unit] ?? 0)],
    ],
  }
}
