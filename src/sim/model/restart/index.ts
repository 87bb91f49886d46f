/** Restart: what is done when a process or container ends by itself, and how long it waits each time. */
import * as v from 'valibot'
import { defineMechanism, notYet, type Own, type Row, type Seen, type Sim } from '../../core'
import { container, type containerTables } from '../container'
import { failure } from '../failure'
import { kernel, type kernelTables } from '../kernel'
import { start } from '../start'
import { vm, type vmTables } from '../vm'
import { workload, type workloadTables } from '../workload'
import { restartTables } from './tables'

export { restartTables } from './tables'

export type RestartSim = Sim<
  Own<typeof restartTables> &
    Seen<typeof workloadTables> &
    Seen<typeof kernelTables> &
    Seen<typeof vmTables> &
    Seen<typeof containerTables>
>

const second = 1000000

/** Published ways to wait: the kubelet's (10 s doubling to 5 min), and that of Docker's daemon (100 ms to 1 min). */
const backOffs = {
  kubelet: { immediate: 1, initial: 10 * second, most: 300 * second, reset: 600 * second },
  docker: { immediate: 0, initial: second / 10, most: 60 * second, reset: 10 * second },
} as const

const rulesSchema = v.strictObject({
  backoff: v.optional(v.picklist(['kubelet', 'docker']), 'kubelet'),
})
type Rules = v.InferOutput<typeof rulesSchema>

function begin(sim: RestartSim, _scenario: unknown, { backoff = 'kubelet' }: Partial<Rules>): void {
  const row: Row = sim.addRow('restartRules')
  const { restartRules } = sim.tables
  const { immediate, initial, most, reset } = backOffs[backoff]
  restartRules.immediate[row] = immediate
  restartRules.initialMicros[row] = initial
  restartRules.mostMicros[row] = most
  restartRules.resetMicros[row] = reset
}

export const restart = defineMechanism<RestartSim['tables'], Partial<Rules>>({
  name: 'restart',
  needs: [kernel, workload, vm, container, start, failure],
  tables: restartTables,
  rules: rulesSchema,
  start: begin,
  events: { 'restart.due': notYet },
  facts: {
    'restart.planned': [
      { name: 'workload', table: 'workloads' },
      { name: 'delay', unit: 'µs' },
    ],
  },
})
