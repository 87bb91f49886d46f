/** One workload with everything below it: its own layers to scale, and what it shares with the whole host. */
import { useMemo, useRef, useState } from 'react'
import type { FleetTopology, StackView } from '../../sim'
import { unitStates } from '../../sim'
import type { LayerName } from '../../viz/palette'
import { partsOfUnit, totalOfUnit } from '../../viz/stack'
import { placeLabels } from '../../viz/stack/labels'
import { useFrame } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { useBox } from '../stage'
import { layerClass, patternOf, usePatterns } from '../stage/patterns'
import styles from './FleetView.module.css'
import { workloadInside } from './inside'
import { detailOf, unitHolding } from './places'
import { SubjectLegend, subjectClass, subjectName, SubjectSwitch } from './SubjectLens'

interface WorkloadStackProps {
  readonly stack: StackView
  /** Number of its unit in the stack. */
  readonly unit: number
  readonly selected: string | null
  readonly host: number
  readonly topology: FleetTopology
}

interface Slab {
  readonly layer: LayerName
  readonly mib: number
  /** The workload's own; what is not is shared with the host, and not to scale. */
  readonly own: boolean
  /** Key of its name. */
  readonly words: string
  readonly y: number
  readonly height: number
}

/** A layer never gets thinner than can be seen, px; what is shared is one slab each. */
const thinnest = 3
const sharedSlab = 30
const seam = 4

export function WorkloadStack({ stack, unit, selected, host, topology }: WorkloadStackProps) {
  const t = useText()
  const formats = useFormats()
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element)
  const { patterns, definitions } = usePatterns()
  const [subject, setSubject] = useState(false)
  const slabs = useMemo(() => slabsOf(stack, unit, box.height), [stack, unit, box.height])
  const name = workloadInside(stack, selected) ?? ''
  const total = totalOfUnit(stack.units, unit)
  const state = unitStates[stack.units.state[unit] ?? 0] ?? 'running'
  const line = box.text * 1.6
  const tops = placeLabels(
    slabs.map(({ y, height, own, mib }) => ({
      anchor: y + height / 2,
      height: line,
      weight: own ? mib : 1e9,
    })),
    0,
    box.height,
  )
  const column = Math.min(260, box.width * 0.4)
  const cpu = useCpu(topology, host, name)
  return (
    <div className={`${styles['workload'] ?? ''} ${subject ? subjectClass : ''}`}>
      <p className={styles['inside-name']}>
        <strong>{name}</strong> {t(`stage.state.${state}`)} · {formats.mib(total)}
        {cpu !== null && ` · ${t('fleet.received', cpu)}`}
      </p>
      <div ref={element} className={styles['layers']}>
        <svg width="100%" height="100%" aria-hidden="true">
          {definitions}
          {slabs.map(({ layer, y, height }, at) => {
            const pattern = patternOf(patterns, layer)
            const label = tops[at]
            return (
              <g key={`${layer}-${at}`}>
                <rect x={0} y={y} width={column} height={height} className={layerClass(layer)} />
                {pattern !== null && height >= 5 && (
                  <rect y={y} width={column} height={height} fill={pattern} />
                )}
                <rect y={y} width={column} height={height} className={styles['layer-edge']} />
                {label != null && (
                  <polyline
                    className={styles['leader']}
                    points={leaderOf(column, y + height / 2, label + line / 2)}
                  />
                )}
              </g>
            )
          })}
        </svg>
        <ul>
          {slabs.map(({ layer, mib, own, words }, at) =>
            tops[at] == null ? null : (
              <li
                key={`${layer}-${at}`}
                style={{ left: column + 30, top: tops[at], lineHeight: `${line}px` }}
              >
                <strong>{subject ? (subjectName(t, layer) ?? t(words)) : t(words)}</strong>{' '}
                {layer === 'hardware' ? t('stage.cores', { n: stack.cores }) : ''} {formats.mib(mib)}
                {own ? (
                  <span className={styles['quiet']}> {formats.percent(total > 0 ? mib / total : 0)}</span>
                ) : (
                  <span className={styles['quiet']}> {t('fleet.shared-by')}</span>
                )}
              </li>
            ),
          )}
        </ul>
      </div>
      {subject && <SubjectLegend stack={stack} />}
      <div className={styles['foot']}>
        <p className={styles['quiet']}>{t('fleet.to-scale')}</p>
        <SubjectSwitch on={subject} onChange={setSubject} />
      </div>
    </div>
  )
}

// From the edge of a slab, bent on its way to the label.
function leaderOf(x: number, from: number, to: number): string {
  return `${x},${from} ${x + 10},${from} ${x + 24},${to}`
}

// Top down as it is seen: the workload's own layers share the height by their memory, what is below is one slab each.
function slabsOf(stack: StackView, unit: number, height: number): readonly Slab[] {
  const parts = [...partsOfUnit(stack.units, unit)].reverse()
  const below = [
    // A guest brings its own files; containers read those of one image from one copy.
    ...(stack.sharedMiB > 0 && (stack.units.guestMiB[unit] ?? 0) === 0
      ? [{ layer: 'libraries', mib: stack.sharedMiB, words: 'stage.layer.shared' } as const]
      : []),
    { layer: 'hostKernel', mib: stack.hostKernelMiB, words: 'stage.layer.hostKernel' } as const,
    { layer: 'hardware', mib: stack.memoryMiB, words: 'stage.layer.hardware' } as const,
  ]
  const room = Math.max(40, height - below.length * (sharedSlab + seam))
  const total = parts.reduce((sum, { mib }) => sum + mib, 0)
  const thin = parts.filter(({ mib }) => (mib / total) * room < thinnest)
  const rest = total - thin.reduce((sum, { mib }) => sum + mib, 0)
  const scale = rest > 0 ? (room - thin.length * thinnest) / rest : 0
  let y = 0
  const own = parts.map(({ layer, mib }) => {
    const tall = thin.some((part) => part.layer === layer) ? thinnest : mib * scale
    const slab = { layer, mib, own: true, words: `stage.layer.${layer}`, y, height: tall }
    y += tall
    return slab
  })
  return [
    ...own,
    ...below.map(({ layer, mib, words }, at) => ({
      layer,
      mib,
      words,
      own: false,
      y: y + seam + at * (sharedSlab + seam),
      height: sharedSlab,
    })),
  ]
}

/** Cores it uses and asks for, in words' numbers; null while they are not known. */
function useCpu(topology: FleetTopology, host: number, workload: string) {
  const formats = useFormats()
  const words = useFrame(({ fleet }) => {
    const detail = fleet === null ? undefined : detailOf(fleet, host)
    const unit = detail === undefined ? -1 : unitHolding(topology, detail, workload)
    if (detail === undefined || unit < 0) return ''
    return `${detail.used[unit] ?? 0} ${detail.demand[unit] ?? 0}`
  })
  if (words === '') return null
  const [used = 0, demand = 0] = words.split(' ').map((word) => Number(word) / 1000)
  return {
    used: formats.number(used, { digits: 2 }),
    demand: formats.number(demand, { digits: 2 }),
  }
}
