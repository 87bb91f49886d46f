// The fleet as the map draws it: its sums are the scenario's, and looking leaves the run as it was.
import { describe, expect, test } from 'vitest'
import { hostStates, lenses, library, noValue, type Run } from '../../../src/sim'
import { command, done, fleet, group, scenario, second, startRun } from '../../support/builders'

const cluster = (): Run => startRun(library['small-cluster'] as never)
const two = scenario(
  [fleet('a', 5, { zone: 'east', perRack: 2 }), fleet('b', 2, { zone: 'west' })],
  [
    group('web', 8, { tenant: 'shop', place: { policy: 'spread' } }),
    group('big', 2, { flavours: ['l'], kind: 'vm', on: 'b', tenant: 'bank' }),
  ],
)
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((all, value) => all + value, 0)
const placeOf = (run: Run, name: string): number => {
  const answer = run.look({ look: 'where', name })
  return answer.look === 'where' ? (answer.found?.host ?? -1) : -1
}

const plain = { kind: 'container', flavour: 's', app: 'plain', millicores: 10, policy: 'spread' } as const

/** Unit by unit, host by host: what a look at the map's own details adds up to. */
function tenantsByHand(run: Run): Uint8Array {
  const { hosts, groups, tenants } = run.topology()
  return Uint8Array.from({ length: hosts.count }, (_, place) => {
    const [detail] = run.fleet('cpu', [place]).details
    if (detail === undefined || detail.group.length === 0) return noValue
    const held = tenants.map((_name, tenant) =>
      sum(detail.memoryMiB.filter((__, at) => groups[detail.group[at] ?? -1]?.tenant === tenant)),
    )
    return held.indexOf(Math.max(...held))
  })
}

function risksByHand(run: Run): Uint8Array {
  const { hosts, groups } = run.topology()
  const { groupRunning } = run.fleet('cpu', [])
  return Uint8Array.from({ length: hosts.count }, (_, place) => {
    const [detail] = run.fleet('cpu', [place]).details
    const parts = groups.map((_group, index) => {
      const here = detail?.group.filter((group, at) => group === index && detail.state[at] === 0).length ?? 0
      return here === 0 ? 0 : Math.floor((here * 100) / (groupRunning[index] ?? 0))
    })
    return Math.max(...parts)
  })
}

describe('the topology', () => {
  test('has the hosts, racks, zones, groups and tenants of the scenario', () => {
    const { hosts, racks, zones, groups, tenants } = startRun(two).topology()
    expect([hosts.count, sum(racks.map((rack) => rack.hosts))]).toEqual([7, 7])
    expect(zones).toEqual(['east', 'west'])
    expect(racks.map(({ name, zone }) => [name, zone])).toEqual([
      ['east/rack-1', 0],
      ['rack-2', 0],
      ['rack-3', 0],
      ['west/rack-1', 1],
    ])
    expect(sum(hosts.cores)).toBe(28)
    expect(groups.map(({ name, kind, per }) => [name, kind, per])).toEqual([
      ['web', 'container', 1],
      ['big', 'vm', 1],
    ])
    expect(tenants).toEqual(['shop', 'bank'])
  })

  test('keeps its number while the shape stays, whatever happens', () => {
    const run = startRun(two)
    const { rev } = run.topology()
    run.seek(10 * second, Infinity)
    done(run, 'host.fail', { host: 'a-1' })
    expect(run.topology().rev).toBe(rev)
  })

  test('has another number when hosts come, and when that is taken back', () => {
    const run = startRun(two)
    const before = run.topology()
    done(run, 'host.add', { group: 'a', count: 3 })
    const after = run.topology()
    expect([after.hosts.count, after.rev === before.rev]).toEqual([10, false])
    run.undo()
    expect(run.topology().hosts.count).toBe(7)
    expect(run.topology().rev).not.toBe(after.rev)
  })

  test('of another run never has the same number', () => {
    expect(startRun(two).topology().rev).not.toBe(startRun(two).topology().rev)
  })
})

describe('a frame of the fleet', () => {
  test.each(lenses)('changes nothing, with the lens %s', (lens) => {
    const run = cluster()
    run.seek(30 * second, Infinity)
    const before = run.hash()
    const frame = run.fleet(lens, [0, 3, 999, -1])
    expect(run.hash()).toBe(before)
    expect(frame.details.map(({ host }) => host)).toEqual([0, 3])
    for (const bytes of [frame.cpu, frame.memory, frame.state, frame.tenant, frame.risk, frame.units])
      expect(bytes).toHaveLength(run.topology().hosts.count)
  })

  test('shows a failed host as off, and what was lost in its group', () => {
    const run = startRun(two)
    const host = placeOf(run, 'a-2')
    const lost = run.victims(command('host.fail', { host: 'a-2' })).length
    expect(lost).toBeGreaterThan(0)
    done(run, 'host.fail', { host: 'a-2' })
    const frame = run.fleet('state', [])
    expect(hostStates[frame.state[host] ?? 0]).toBe('off')
    expect(frame.cpu[host]).toBe(noValue)
    expect([frame.groupCount[0], frame.groupRunning[0]]).toEqual([8, 8 - lost])
  })

  test('marks a host whose kernel panicked, and one that is asked for too much', () => {
    const run = startRun(two)
    done(run, 'kernel.panic', { kernel: 'a-1' })
    done(run, 'workload.demand', { group: 'big', millicores: 3900 })
    const { state } = run.fleet('cpu', [])
    expect(hostStates[state[placeOf(run, 'a-1')] ?? 0]).toBe('critical')
    expect(hostStates[state[placeOf(run, 'b-1')] ?? 0]).not.toBe('ok')
  })

  test('knows who holds most memory, and what part of a group one host has', () => {
    const run = startRun(two)
    const { tenants } = run.topology()
    const big = placeOf(run, 'big-1')
    expect(tenants[run.fleet('tenant', []).tenant[big] ?? noValue]).toBe('bank')
    expect(Math.max(...run.fleet('risk', []).risk)).toBeGreaterThanOrEqual(50)
  })

  test('shows tenants and risk as they are after an edit, an undo and on another branch', () => {
    const run = startRun(two)
    const seen = (): readonly Uint8Array[] => {
      const { tenant, risk } = [run.fleet('tenant', []), run.fleet('risk', [])].reduce((left, right) => ({
        ...left,
        risk: right.risk,
      }))
      return [tenant, risk]
    }
    const before = seen()
    run.seek(20 * second, Infinity)
    run.seek(10 * second, Infinity)
    done(run, 'host.fail', { host: 'b-1' })
    done(run, 'group.add', { name: 'more', count: 30, tenant: 'bank', ...plain })
    const after = seen()
    expect(after).not.toEqual(before)
    expect(after).toEqual([tenantsByHand(run), risksByHand(run)])
    run.undo()
    run.undo()
    expect(seen()).toEqual(before)
    run.redo()
    run.redo()
    expect(seen()).toEqual(after)
    run.switchTo(0)
    expect(seen()).toEqual(before)
  })

  test('has the units of a host with the memory that is taken there', () => {
    const run = startRun(two)
    const [detail] = run.fleet('memory', [placeOf(run, 'big-1')]).details
    if (detail === undefined) throw new Error('no detail')
    expect(sum(detail.memoryMiB)).toBe(detail.usableMiB - detail.freeMiB)
    expect(sum(detail.members)).toBe(detail.group.length)
  })
})
