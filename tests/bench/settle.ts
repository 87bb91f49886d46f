// Sharing the cores of hosts anew: one host of ten workloads, and ten thousand of them at once.
import { standardModel } from '../../src/sim'
import type { Engine } from '../../src/sim/core'
import type { CpuSim } from '../../src/sim/model/cpu/wants'
import { settleHost } from '../../src/sim/model/cpu/settle'
import { buildEngine } from '../../src/sim/scenario/build'
import type { Bench } from './bench'
import { samplesOf, samplesOfMany } from './measure'
import { scaleScenario } from './worlds'

let built: Engine | null = null

/** Ten thousand hosts of 16 cores whose ten workloads together want 25. */
function busyEngine(): Engine {
  if (built !== null) return built
  const scenario = scaleScenario('block', 'container')
  const workloads = scenario.workloads.map((group) => ({
    ...group,
    demand: { law: 'constant', millicores: 4000 } as const,
  }))
  const made = buildEngine({ ...scenario, workloads }, standardModel)
  if ('problem' in made) throw new Error(`cannot be built: ${JSON.stringify(made.problem)}`)
  const { workloads: table } = made.engine.world.tables
  // The demand is read in the first instant, which is not run here.
  table?.columns['demandMillicores']?.fill(4000)
  built = made.engine
  return built
}

/** The CPU mechanism alone; the clock stands still, so that no work is booked. */
const settleOne: Bench = {
  name: 'settle-host-of-ten',
  unit: 'ns',
  budget: 1000,
  bound: 'most',
  measure: (repeats) => {
    const sim = busyEngine().sim as CpuSim
    return samplesOfMany(repeats, 200000, (round) => {
      settleHost(sim, round % 16)
    }).map((spent) => spent * 1000000)
  },
}

const settleFleet: Bench = {
  name: 'settle-fleet',
  unit: 'ms',
  budget: 10,
  bound: 'most',
  measure: (repeats) => {
    const { sim, world } = busyEngine()
    const mine = sim as CpuSim
    const hosts = world.tables['hosts']?.rows.size ?? 0
    return samplesOf(
      repeats + 2,
      () => null,
      () => {
        for (let host = 0; host < hosts; host++) settleHost(mine, host)
      },
    ).slice(2)
  },
}

export const settleBenches: readonly Bench[] = [settleOne, settleFleet]
