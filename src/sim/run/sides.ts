/** Branches that stand side by side: what each of them has come to at its present moment, by pure reading. */
import { nameOf, none, type Row } from '../core'
import { KernelState } from '../model/kernel'
import { WorkloadState } from '../model/workload'
import { finderOf } from './advance'
import type { Branch } from './branch'
import { runningAs } from './branch-view'
import { readMetric } from './metrics'
import { stackOf } from './stack'
import { tablesIn, type Tables } from './tables'
import type { SideView } from './views'

export function sideOf(branch: Branch, host: string | null, metrics: readonly string[]): SideView {
  const { engine } = branch
  const { world, model } = engine
  const tables = tablesIn(world)
  const known: Record<string, number> = {}
  for (const metric of metrics) {
    const value = readMetric(world, model, finderOf(engine), metric, '')
    // What this model does not have, or has no value for yet, is left out.
    if (value === value) known[metric] = value
  }
  return {
    branch: branch.id,
    name: branch.name,
    now: world.now,
    ...runningAs(branch),
    ...countsOf(tables),
    stack: host === null ? null : stackOf(engine, host),
    ...(host === null ? { kernel: null, stops: 0 } : kernelOf(branch, tables, host)),
    metrics: known,
  }
}

function countsOf({
  workloadGroups: groups,
}: Tables): Pick<SideView, 'workloads' | 'running' | 'refused' | 'lost'> {
  const counts = { workloads: 0, running: 0, refused: 0, lost: 0 }
  for (let row = 0; row < groups.rows.size; row++) {
    if (groups.rows.alive[row] === 0) continue
    counts.workloads += groups.count[row]
    counts.running += groups.running[row]
    counts.refused += groups.count[row] - groups.placed[row]
    counts.lost += groups.crashed[row]
  }
  return counts
}

type Kernel = Pick<SideView, 'kernel' | 'stops'>

/** The kernel that a panic would take: the first guest's on the host that runs, else the host's own. */
function kernelOf({ engine }: Branch, tables: Tables, name: string): Kernel {
  const { world } = engine
  const { hostUnits, hostKernels, units, kernels } = tables
  const host = finderOf(engine)('hosts', name)
  if (host === none) return { kernel: null, stops: 0 }
  let stops = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    const kernel = units.kernel[unit]
    const running = runningIn(tables, unit)
    if (kernel !== none && kernels.state[kernel] === KernelState.running)
      return { kernel: nameOf(world, 'kernels', kernel), stops: running }
    stops += running
  }
  const own = hostKernels.kernel[host]
  const runs = kernels.state[own] === KernelState.running
  return runs ? { kernel: nameOf(world, 'kernels', own), stops } : { kernel: null, stops: 0 }
}

function runningIn({ units, workloads }: Tables, unit: Row): number {
  let running = 0
  for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member])
    if (workloads.state[member] === WorkloadState.running) running++
  return running
}
