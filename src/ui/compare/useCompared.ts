/** The branches that are compared, what the page asks of the session about them, and what it is told. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { comparedOf, followed } from '../../app/compare'
import type { SideView, StackView } from '../../sim'
import { comparedMetrics } from '../../viz/compare'
import type { SeriesAsk } from '../../worker/protocol'
import { useHost } from '../host/useHost'
import { useApp, useFrame, useInterest, useStore } from '../hooks/useApp'
import { sameBranches } from '../tracks/same'

const sameNumbers = (one: readonly number[], other: readonly number[]) =>
  one.length === other.length && one.every((id, at) => id === other[at])

/** Numbers of the branches, in the order of their columns. */
export function useComparedBranches(): readonly number[] {
  const chosen = useStore(({ view }) => view.compare)
  return useFrame(({ branches, branch }) => comparedOf(chosen, branches, branch), sameNumbers)
}

/** Asks for the sides, and with `charts` for what was recorded of them. */
export function useSides(compared: readonly number[], charts: boolean): readonly SideView[] {
  const host = useHost()
  const interest = useMemo(
    () => ({
      compare: { branches: compared, host, metrics: comparedMetrics },
      series: charts
        ? comparedMetrics.flatMap((metric) =>
            compared.map((branch): SeriesAsk => ({ metric, subject: '', branch })),
          )
        : [],
    }),
    [compared, host, charts],
  )
  useInterest('compare', interest)
  const [keep] = useState(createKeeper)
  return useFrame(({ sides }) => keep(sides ?? none))
}

const none: readonly SideView[] = []

/** An edit in the past of a compared branch makes another branch, which takes its column. */
export function useFollowing(compared: readonly number[]): void {
  const { store } = useApp()
  const branches = useFrame((frame) => frame.branches, sameBranches)
  const before = useRef(branches.length)
  useEffect(() => {
    const next = followed(compared, branches, before.current)
    before.current = branches.length
    if (next !== compared) store.change('view', { compare: next })
  }, [branches, compared, store])
}

/** Frames carry new copies of what has not changed; the old ones are kept, so that nothing is laid out again. */
function createKeeper(): (sides: readonly SideView[]) => readonly SideView[] {
  let kept: readonly SideView[] = none
  return (sides) => {
    // Sides of different moments cannot be compared: until all have come, the last common moment stands.
    const apart = sides.some(({ now }) => now !== sides[0]?.now)
    const others = sides.length !== kept.length || sides.some(({ branch }, at) => branch !== kept[at]?.branch)
    if (apart && !others) return kept
    const next = sides.map((side) => {
      const old = kept.find(({ branch }) => branch === side.branch)
      const stack = old !== undefined && sameStack(old.stack, side.stack) ? old.stack : side.stack
      return old !== undefined && sameSide(old, side, stack) ? old : { ...side, stack }
    })
    if (next.length !== kept.length || next.some((side, at) => side !== kept[at])) kept = next
    return kept
  }
}

const told = ['name', 'way', 'per', 'workloads', 'running', 'refused', 'lost', 'kernel', 'stops'] as const

function sameSide(old: SideView, side: SideView, stack: StackView | null): boolean {
  const names = Object.keys(side.metrics)
  return (
    old.stack === stack &&
    told.every((key) => old[key] === side[key]) &&
    names.length === Object.keys(old.metrics).length &&
    names.every((name) => old.metrics[name] === side.metrics[name])
  )
}

const sizes = ['host', 'power', 'hostKernelState', 'usableMiB', 'sharedMiB', 'usedMiB', 'freeMiB'] as const
const columns = [
  'group',
  'ordinal',
  'state',
  'appMiB',
  'librariesMiB',
  'guestMiB',
  'hypervisorMiB',
  'runtimeMiB',
  'members',
] as const

function sameStack(old: StackView | null, next: StackView | null): boolean {
  if (old === null || next === null) return old === next
  return (
    sizes.every((key) => old[key] === next[key]) &&
    old.units.count === next.units.count &&
    columns.every((column) => sameNumbersIn(old.units[column], next.units[column])) &&
    sameNumbersIn(old.members.state, next.members.state)
  )
}

type Column = Uint8Array | Uint16Array | Uint32Array

function sameNumbersIn(old: Column, next: Column): boolean {
  if (old.length !== next.length) return false
  for (let at = 0; at < old.length; at++) if (old[at] !== next[at]) return false
  return true
}
