// A scheduler's microscope on a full host, as the page runs it.
import { schedulers, simulateSchedule, type ScheduleInput, type Scheduler } from '../../src/sim'
import type { Bench } from './bench'
import { samplesOf } from './measure'

/** One, two, three or two. */
const vcpusOf = (at: number): number => [1, 2, 3, 2][at % 4] ?? 1

/** 64 vCPUs on 16 CPUs over two seconds: some always want, some come and go, some are capped. */
function fullHost(scheduler: Scheduler): ScheduleInput {
  return {
    scheduler,
    pcpus: 16,
    windowMicros: 2000000,
    seed: 1,
    entities: Array.from({ length: 32 }, (_, at) => ({
      name: `vm-${at}`,
      vcpus: vcpusOf(at),
      weight: 1000 * (1 + (at % 5)),
      limitMillicores: at % 4 === 0 ? 500 : 0,
      periodMicros: 100000,
      demandMillicores: at % 2 === 0 ? 1000 * vcpusOf(at) : 300,
      cpus: null,
    })),
  }
}

function microscopeBench(scheduler: Scheduler): Bench {
  return {
    name: `microscope-${scheduler}`,
    unit: 'ms',
    budget: 50,
    bound: 'most',
    measure: (repeats) => {
      const input = fullHost(scheduler)
      simulateSchedule(input)
      return samplesOf(
        repeats,
        () => input,
        (host) => void simulateSchedule(host),
      )
    },
  }
}

export const microscopeBenches: readonly Bench[] = schedulers.map(microscopeBench)
