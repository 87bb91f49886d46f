/** The host that the camera is in, drawn to scale over its slot; nearer still, the layers of one workload. */
import { useCallback, useMemo, useState } from 'react'
import type { FleetTopology, StackView } from '../../sim'
import { hostBox, levelOf, toScreen, type FleetLayout } from '../../viz/fleet'
import type { Rect } from '../../viz/stack'
import { useApp, useStore } from '../hooks/useApp'
import { useStacks } from '../hooks/useStacks'
import { useText } from '../hooks/useText'
import type { StageSide } from '../stage'
import { StackPlot } from '../stage/StackPlot'
import { unitInside } from './inside'
import styles from './FleetView.module.css'
import type { FleetMap } from './map'
import { useMapValue } from './useMap'
import { WorkloadStack } from './WorkloadStack'

interface HostInsideProps {
  readonly map: FleetMap
  readonly topology: FleetTopology
  readonly layout: FleetLayout
}

/** Where the host stands, and how near it is. */
interface Near {
  readonly host: number
  readonly box: Rect
  readonly inside: boolean
}

const noReasons = [] as const

export function HostInside({ map, topology, layout }: HostInsideProps) {
  const near = useMapValue(map, nearHost, sameNear)
  const host = near === null ? '' : (layout.names[near.host] ?? '')
  const hosts = useMemo(() => (host === '' ? [] : [host]), [host])
  const [stack] = useStacks(hosts)
  const selected = useStore((state) => state.selection.selected[0] ?? null)
  if (near === null || stack === undefined) return null
  const { x: left, y: top, width, height } = near.box
  const unit = near.inside ? unitInside(stack, selected) : -1
  return (
    <div className={styles['inside']} style={{ left, top, width, height }}>
      {unit >= 0 ? (
        <WorkloadStack {...{ stack, unit, selected, topology }} host={near.host} />
      ) : (
        <HostStack {...{ stack, selected, map }} />
      )}
    </div>
  )
}

interface HostStackProps {
  readonly stack: StackView
  readonly selected: string | null
  readonly map: FleetMap
}

// Regions like the kernel are marked here alone; a unit is selected everywhere.
function HostStack({ stack, selected, map }: HostStackProps) {
  const t = useText()
  const { lab } = useApp()
  const [region, setRegion] = useState<string | null>(null)
  const side = useMemo<StageSide>(
    () => ({
      id: 'A',
      title: stack.host,
      subtitle: '',
      stack,
      count: { value: stack.units.count, caption: t('fleet.units', { n: stack.units.count }), use: null },
      panic: null,
      closeUp: true,
    }),
    [stack, t],
  )
  const onSelect = useCallback(
    (id: string | null) => {
      const unit = id !== null && /-\d+$/.test(id)
      setRegion(unit ? null : id)
      if (!unit) return
      map.own(id)
      lab.select(id)
    },
    [lab, map],
  )
  return (
    <>
      <p className={styles['inside-name']}>
        <strong>{stack.host}</strong> {t('fleet.units', { n: stack.units.count })}
      </p>
      <StackPlot
        side={side}
        selected={region ?? selected}
        focused={null}
        reasons={noReasons}
        onSelect={onSelect}
      />
    </>
  )
}

/** Less of a host than this on the screen is no place for a picture, px. */
const least = { width: 180, height: 150 } as const
const frame = 6

function nearHost(map: FleetMap): Near | null {
  const layout = map.layout()
  const { host, rack } = map.path()
  if (layout === null || host < 0) return null
  const camera = map.camera()
  const size = map.size()
  const inside = levelOf(camera.k) === 'workload'
  const inset = inside ? 0 : frame
  const slot = toScreen(camera, size, hostBox(layout, rack, layout.slotOf[host] ?? 0))
  const left = Math.max(0, Math.round(slot.x)) + inset
  const top = Math.max(0, Math.round(slot.y)) + inset
  const width = Math.min(size.width, Math.round(slot.x + slot.width)) - inset - left
  const height = Math.min(size.height, Math.round(slot.y + slot.height)) - inset - top
  if (width < least.width || height < least.height) return null
  return { host, box: { x: left, y: top, width, height }, inside }
}

function sameNear(a: Near | null, b: Near | null): boolean {
  if (a === null || b === null) return a === b
  const { x, y, width, height } = a.box
  const same = x === b.box.x && y === b.box.y && width === b.box.width && height === b.box.height
  return same && a.host === b.host && a.inside === b.inside
}
