/**
 * Start: from 'accepted' to the guest's init or the container's entrypoint, phase by phase; phases that use CPU or disk
 * stretch where those are short. Where the scenario does not ask for it, everything starts at once.
 */
import * as v from 'valibot'
import { defineMechanism, notYet } from '../../core'
import { container } from '../container'
import { cpu } from '../cpu'
import { hypervisor } from '../hypervisor'
import { image } from '../image'
import { inventory } from '../inventory'
import { kernel } from '../kernel'
import type { BuildPlan } from '../plan'
import { transfer } from '../transfer'
import { vm } from '../vm'
import { workload } from '../workload'
import { setGroupStart } from './plans'
import { startTables } from './tables'
import type { StartSim } from './verbs'

export { endOfStep } from './go'
export { setGroupStart } from './plans'
export { stepsOf } from './steps'
export { StartMode, startModes, StartState, startStates, startTables } from './tables'
export {
  cancelStart,
  carryStarts,
  forgetHostStarts,
  forgetMade,
  forgetMemberStart,
  forgetStarts,
  renewStartDemand,
  requestStart,
  startAgain,
  startNow,
  startsTakeTime,
} from './verbs'
export type { StartSim } from './verbs'

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

const rulesSchema = v.strictObject({
  /** Starts take their time. */
  timed: v.optional(v.boolean(), false),
  /** How a VM's disk comes from its image. */
  disk: v.optional(v.picklist(['overlay', 'clone']), 'overlay'),
  /** Whether hosts have the images of VMs already. */
  images: v.optional(v.picklist(['cached', 'cold']), 'cached'),
  /** What the disk of a host reads, MB/s; assumed. */
  diskMBps: v.optional(whole(1, 1000000), 500),
  overlayMillis: v.optional(whole(0, 600000), 200),
})
type Rules = v.InferOutput<typeof rulesSchema>

function begin(sim: StartSim, scenario: unknown, section: Partial<Rules>): void {
  const rules = v.parse(rulesSchema, section)
  const row = sim.addRow('startRules')
  const { startRules } = sim.tables
  startRules.timed[row] = rules.timed ? 1 : 0
  startRules.overlay[row] = rules.disk === 'overlay' ? 1 : 0
  startRules.coldImages[row] = rules.images === 'cold' ? 1 : 0
  startRules.diskBytes[row] = rules.diskMBps * 1000000
  startRules.overlayMicros[row] = rules.overlayMillis * 1000
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => {
    setGroupStart(sim, group, plan)
  })
}

const ofWorkload = { name: 'workload', table: 'workloads' } as const
const onHost = { name: 'host', table: 'hosts' } as const

export const start = defineMechanism<StartSim['tables'], Partial<Rules>>({
  name: 'start',
  needs: [inventory, kernel, workload, hypervisor, vm, container, cpu, transfer, image],
  tables: startTables,
  rules: rulesSchema,
  start: begin,
  events: { 'start.step': notYet },
  facts: {
    'start.begun': [ofWorkload, onHost],
    'start.ended': [ofWorkload, { name: 'time', unit: 'µs' }],
    'start.failed': [ofWorkload, onHost],
  },
})
