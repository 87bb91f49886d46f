/** Operations: what is done to a fleet while it runs. Hosts, groups and workloads come, move, change and go. */
import { defineMechanism } from '../../core'
import { container } from '../container'
import { cpu } from '../cpu'
import { energy } from '../energy'
import { failure } from '../failure'
import { hypervisor } from '../hypervisor'
import { inventory } from '../inventory'
import { isolation } from '../isolation'
import { kernel } from '../kernel'
import { saves } from '../saves'
import { migration } from '../migration'
import { placement, policyNames, type PlacementSim } from '../placement'
import { workload } from '../workload'

const host = { name: 'host', table: 'hosts' } as const
const group = { name: 'group', table: 'workloadGroups' } as const
const count = { name: 'count', unit: 'workloads' } as const

export const operations = defineMechanism<PlacementSim['tables']>({
  name: 'operations',
  needs: [
    inventory,
    kernel,
    workload,
    hypervisor,
    container,
    cpu,
    energy,
    placement,
    failure,
    saves,
    migration,
    isolation,
  ],
  tables: {},
  facts: {
    'host.added': [host, { name: 'count', unit: 'hosts' }],
    'host.drained': [host, count],
    'host.removed': [host],
    'group.added': [group, count],
    'group.scaled': [group, { name: 'before', unit: 'workloads' }, count],
    'group.removed': [group, count],
    'group.policy-set': [group, { name: 'policy', names: policyNames }],
    'group.shares-set': [group, { name: 'shares', unit: 'shares' }],
    'group.limit-set': [group, { name: 'amount', unit: 'millicores' }],
    'group.limit-removed': [group],
    'group.reservation-set': [group, { name: 'amount', unit: 'millicores' }],
    'group.quota-period-set': [group, { name: 'period', unit: 'ms' }],
    'workload.moved': [{ name: 'workload', table: 'workloads' }, host],
    'workload.removed': [{ name: 'workload', table: 'workloads' }],
  },
  refusals: {
    'too-many-hosts': ['limit', 'nearest'],
    'too-many-groups': ['limit'],
    'too-many-workloads': ['limit', 'nearest'],
    'missing-argument': ['argument', 'group'],
    'name-taken': ['name'],
    'unknown-id': ['argument', 'id'],
    'last-host': ['host'],
    'host-in-use': ['host', 'count', 'names'],
    'already-so': ['group'],
    'bound-range': ['least', 'most', 'nearest'],
    'limit-reservation': ['group', 'reserved', 'nearest'],
    'reservation-limit': ['group', 'limit', 'nearest'],
    'reservation-room': ['group', 'nearest'],
    'quota-small': ['millis', 'millicores', 'nearest'],
    'quota-period-small': ['millis', 'millicores', 'nearest'],
    'vm-too-wide': ['group', 'vcpus', 'nearest'],
    'move-here-already': ['workload', 'host'],
    'move-power': ['host'],
    'move-fleet': ['host', 'group', 'on'],
    'move-kernel': ['host', 'group', 'kernel'],
    'move-release': ['host', 'group', 'kernel', 'needed'],
    'move-slots': ['host', 'group', 'units', 'limit'],
    'move-threads': ['host', 'need', 'free'],
    'move-cpu': ['host', 'need', 'free'],
    'move-memory': ['host', 'need', 'free'],
  },
})
