/** What a scheduler's microscope needs of one host: its units with their vCPUs, as they are now. The page runs it. */
import { nameOf, none, type Engine, type Row, type World } from '../../core'
import { wantedBy } from '../../model/cpu'
import { Power } from '../../model/inventory'
import type { ScheduledEntity, ScheduleInput } from '../../model/scheduler'
import { finderOf } from '../advance'
import type { ScheduleLookView } from '../host-views'
import { stateIndex, tablesIn, type Tables } from '../tables'

/** vCPUs, and CPUs, that one microscope tells apart. */
const most = 64
const windowMicros = 200000

/**
 * The units of a host in their order, as long as their vCPUs fit; workloads of the rest are counted in `others`. CPUs
 * are cores. No CPUs when there is no such host, and no units when it is off.
 */
export function scheduleOf(
  engine: Engine,
  host: string,
  scheduler: ScheduleInput['scheduler'],
): ScheduleLookView {
  const { world } = engine
  const row = finderOf(engine)('hosts', host)
  const input = { scheduler, pcpus: 0, entities: [], windowMicros, seed: world.seed }
  if (row === none) return { look: 'schedule', host, input, others: 0 }
  const tables = tablesIn(world)
  const pcpus = Math.min(most, tables.hosts.cores[row])
  if (tables.hosts.power[row] !== Power.on)
    return { look: 'schedule', host, input: { ...input, pcpus }, others: 0 }
  return { look: 'schedule', host, ...unitsOn(world, tables, row, { ...input, pcpus }) }
}

function unitsOn(
  world: World,
  tables: Tables,
  host: Row,
  input: ScheduleInput,
): Pick<ScheduleLookView, 'input' | 'others'> {
  const { hostUnits, units } = tables
  const entities: ScheduledEntity[] = []
  let room = most
  let others = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    const entity = entityOf(world, tables, unit, input.pcpus)
    if (entity === null) continue
    if (entity.vcpus > room) others += units.members[unit]
    else {
      room -= entity.vcpus
      entities.push(entity)
    }
  }
  return { input: { ...input, entities }, others }
}

/** A unit with its vCPUs: the sum of its workloads. Null when none of them runs. */
function entityOf(world: World, tables: Tables, unit: Row, pcpus: number): ScheduledEntity | null {
  const { units, workloads, groupCgroup } = tables
  const first = units.firstMember[unit]
  let weight = 0
  let demandMillicores = 0
  let limitMillicores = 0
  let limited = true
  let running = false
  for (let member = first; member !== none; member = workloads.nextInUnit[member]) {
    weight += workloads.weight[member]
    demandMillicores += wantedBy(tables, member)
    limitMillicores += workloads.limitMillicores[member]
    if (workloads.limitMillicores[member] === 0) limited = false
    if (stateIndex(workloads.state[member]) === 0) running = true
  }
  if (!running) return null
  const kernel = units.kernel[unit]
  const vcpus = Math.max(1, units.members[unit] === 1 ? workloads.vcpus[first] : units.vcpus[unit])
  return {
    name: kernel === none ? nameOf(world, 'workloads', first) : nameOf(world, 'kernels', kernel),
    vcpus,
    weight: Math.max(1, weight),
    // Together they are held back only if each of them is.
    limitMillicores: limited ? limitMillicores : 0,
    periodMicros: groupCgroup.periodMicros[units.groupRow[unit]],
    demandMillicores: Math.min(demandMillicores, vcpus * 1000),
    cpus: cpusOf(tables, units.groupRow[unit], pcpus),
  }
}

/** CPUs of its group that this host has; a list of which it has none counts as none, as for the kernel. */
function cpusOf({ groupCgroup, cpusetCpus }: Tables, group: Row, pcpus: number): readonly number[] | null {
  const first = groupCgroup.firstCpu[group]
  const cpus: number[] = []
  for (let row = first; row < first + groupCgroup.cpuCount[group]; row++)
    if (cpusetCpus.cpu[row] < pcpus) cpus.push(cpusetCpus.cpu[row])
  return cpus.length === 0 ? null : cpus
}
