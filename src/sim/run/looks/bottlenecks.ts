/** Where the CPU time of each workload of a host goes. */
import { createFinder, nameOf, none, type Engine, type Row, type World } from '../../core'
import { bottleneckOf, queueCpus, readyPermille, vcpusOn, wantedBy } from '../../model/cpu'
import { meanOf, p99Of } from '../../model/response'
import { WorkloadState } from '../../model/workload'
import { unitsTold, type BottleneckBar, type BottleneckView } from '../host-views'
import { tablesIn, type Tables } from '../tables'

const million = 1000000

/** The running workloads of a host in the order in which they came; nothing when there is no such host. */
export function bottlenecksOf(engine: Engine, name: string): BottleneckView {
  const { world } = engine
  const tables = tablesIn(world)
  const { hostCpu, hostUnits, units, workloads } = tables
  const host = createFinder(world)('hosts', name)
  const bars: BottleneckBar[] = []
  let others = 0
  const first = host === none ? none : hostUnits.first[host]
  for (let unit = first; unit !== none; unit = units.nextOnHost[unit]) {
    for (let member = units.firstMember[unit]; member !== none; member = workloads.nextInUnit[member]) {
      if (workloads.state[member] !== WorkloadState.running) continue
      if (bars.length < unitsTold) bars.push(barOf(world, tables, member))
      else others++
    }
  }
  return {
    look: 'bottlenecks',
    host: name,
    capacity: host === none ? 0 : hostCpu.capacityMillicores[host],
    hostThreads: host === none ? 0 : hostCpu.hostThreadsMillicores[host],
    workloads: bars,
    others,
  }
}

function barOf(world: World, tables: Tables, member: Row): BottleneckBar {
  const { groupTechnique, hostCpu, unitCpu, unitPages, units, workloads, workloadCpu, workloadGroups } =
    tables
  const unit = workloads.unit[member]
  const group = workloads.groupRow[member]
  const host = units.host[unit]
  const costPpm = unitCpu.costPpm[unit]
  const walkPpm = groupTechnique.walkPpm[group]
  const granted = workloadCpu.grantedMillicores[member]
  const demand = workloads.demandMillicores[member]
  const wanted = wantedBy(tables, member)
  const { received, lost } = bottleneckOf({
    demand,
    vcpus: workloads.vcpus[member],
    limit: workloads.limitMillicores[member],
    // A measured factor of the whole profile is told as exits: nobody knows its parts.
    eventsPpm: groupTechnique.guestPpm[group] - million - walkPpm,
    walkPpm,
    costPpm,
    waitPpm: unitPages.waitPpm[unit],
    wanted,
    granted,
  })
  // What the host's threads do on its behalf, as far as it got to do anything.
  const hostThreads = Math.ceil((granted * groupTechnique.hostPpm[group]) / costPpm)
  const hostDemand = hostCpu.demandMillicores[host]
  return {
    name: nameOf(world, 'workloads', member),
    group: world.groups[workloadGroups.group[group]],
    wanted: demand,
    received,
    lost,
    used: granted + hostThreads,
    hostThreads,
    readyPermille: readyPermille(wanted, granted, queueCpus(world, host), hostDemand, vcpusOn(world, host)),
    meanMillis: meanOf(world, member),
    p99Millis: p99Of(world, member),
  }
}
