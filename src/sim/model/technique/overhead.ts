/**
 * The law of overhead: what a second of native CPU time costs under a technique. One function; the running world
 * keeps its result in millionths.
 */
import {
  eventNames,
  pageSizeNames,
  type EventName,
  type MixPlan,
  type PageSize,
  type Technique,
  type TechniqueCosts,
} from '../plan'
import { cachedPage, missRate, walkFactor } from './walk'

/** What runs, per second of native time: rates in events per second, shares from 0 to 1. */
interface Load {
  readonly kernelShare: number
  readonly rates: Readonly<Record<EventName, number>>
  /** Share of native time spent in page walks. */
  readonly walkShare: number
  readonly emulatedDevice: boolean
}

/** Seconds per second of native time, each part by itself. */
interface Overhead {
  /** Slower code: direct execution costs nothing. */
  readonly code: number
  /** Each event, the host's part of I/O included. */
  readonly events: Readonly<Record<EventName, number>>
  readonly walks: number
  /** S of the law: 1 and all parts. */
  readonly total: number
  /** Of the total: on the workload's own vCPUs, and in threads of the host. */
  readonly guest: number
  readonly host: number
}

/**
 * S(T) = (1 - φ) u + φ k + Σ λ Δ + w (κ - 1) of models/host.md §1.1, with the host's share of I/O told apart.
 * `walks` is κ for the page sizes in use.
 */
export function overheadOf(load: Load, costs: TechniqueCosts, walks: number): Overhead {
  const { kernelShare, rates, walkShare } = load
  const code = (1 - kernelShare) * costs.userFactor + kernelShare * costs.kernelFactor - 1
  const events: Partial<Record<EventName, number>> = {}
  let sum = 0
  for (const name of eventNames) {
    const nanos = name === 'io' && load.emulatedDevice ? costs.emulatedIoNanos : costs.nanos[name]
    const seconds = (rates[name] * nanos) / 1000000000
    events[name] = seconds
    sum += seconds
  }
  const whole = events as Record<EventName, number>
  const walking = walkShare * (walks - 1)
  const host = whole.io * costs.hostShare
  const total = 1 + code + sum + walking
  return { code, events: whole, walks: walking, total, guest: total - host, host }
}

/** What the columns of a group keep: whole millionths of native time. */
export interface OverheadPpm {
  readonly codePpm: number
  readonly exitPpm: number
  readonly walkPpm: number
  /** 1,000,000 and the three parts. */
  readonly guestPpm: number
  readonly hostPpm: number
}

/** No part costs more than a thousand times native: beyond it nothing is told, and columns cannot overflow. */
const mostPpm = 1000000000

function ppmOf(share: number): number {
  return Math.max(-mostPpm, Math.min(mostPpm, Math.round(share * 1000000)))
}

function partsOf(codePpm: number, exitPpm: number, walkPpm: number, hostPpm: number): OverheadPpm {
  return { codePpm, exitPpm, walkPpm, guestPpm: 1000000 + codePpm + exitPpm + walkPpm, hostPpm }
}

/** The numbers of a mix that the law of overhead reads. */
export type OverheadMix = Pick<
  MixPlan,
  EventName | 'kernelPermille' | 'walkPermille' | 'workingSetMiB' | 'access' | 'emulatedDevice'
>

/** What a mix costs under a technique, with these leaf sizes (indices into pageSizeNames). */
export function mixOverhead(
  mix: OverheadMix,
  technique: Technique,
  costs: TechniqueCosts,
  guestPage: number,
  hostPage: number,
): Overhead {
  const guest = pageSizeNames[guestPage]
  const host = hasHostPages(technique) ? pageSizeNames[hostPage] : guest
  const load: Load = {
    kernelShare: mix.kernelPermille / 1000,
    rates: mix,
    walkShare: (mix.walkPermille / 1000) * walkScale(mix, cachedPage(guest, host)),
    emulatedDevice: mix.emulatedDevice,
  }
  return overheadOf(load, costs, walkFactor(costs.walkFactor, guest, host))
}

/** The same in whole millionths, as the columns of a group keep it. */
export function mixPpm(overhead: Overhead): OverheadPpm {
  const { code, walks, guest, host } = overhead
  // The guest's part of all events: what is left of it after code and walks.
  const exits = guest - 1 - code - walks
  return partsOf(ppmOf(code), ppmOf(exits), ppmOf(walks), ppmOf(host))
}

/**
 * Without a mix the measured factors of the profiles stand, in thousandths; a hypervisor's surplus counts as exits,
 * a runtime's as slower code.
 */
export function measuredPpm(hypervisorFactor: number, runtimeFactor: number): OverheadPpm {
  const exitPpm = hypervisorFactor * 1000 - 1000000
  // Thousandths times thousandths are millionths.
  return partsOf(hypervisorFactor * runtimeFactor - 1000000 - exitPpm, exitPpm, 0, 0)
}

/**
 * How much of its page walks a workload keeps when the TLB holds leaves of this size instead of 4 KiB: the ratio of
 * its miss rates; none when its working set fits.
 */
function walkScale(mix: Pick<MixPlan, 'workingSetMiB' | 'access'>, page: PageSize): number {
  if (page === '4K') return 1
  const { workingSetMiB, access } = mix
  const small = missRate(workingSetMiB, '4K', access === 1)
  return small === 0 ? 0 : missRate(workingSetMiB, page, access === 1) / small
}

/** How the addresses of a technique are translated: by one table, by one that the hypervisor makes, or by two. */
type Translation = 'native' | 'shadow' | 'nested'

const ofProcesses: readonly Technique[] = ['native', 'container', 'user-kernel-ptrace', 'user-kernel-systrap']
const inTwoTables: readonly Technique[] = ['hvm-nested', 'user-kernel-kvm']

/** A paravirtual guest's own tables, which the hypervisor checks, count as shadow: one table for both stages. */
export function translationOf(technique: Technique): Translation {
  if (ofProcesses.includes(technique)) return 'native'
  return inTwoTables.includes(technique) ? 'nested' : 'shadow'
}

/** Memory of the guest lies in pages of the host, which have a size of their own. */
export function hasHostPages(technique: Technique): boolean {
  return translationOf(technique) !== 'native'
}
