// Random operations on the little worlds of worlds.ts, on names that are there and on some that are not.
import fc from 'fast-check'
import type { Command, JournalEntry, Scenario } from '../../src/sim'
import { second } from './builders'
import { commandArbitrary, life, worldArbitrary } from './worlds'

const small = (least: number, most: number) => fc.integer({ min: least, max: most })
const fleets = fc.constantFrom('k', 'n', 'x', 'e', 'new')
const groups = fc.constantFrom('alpha', 'beta', 'gamma', 'delta')
// Those that are often there are named most.
const hosts = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('k-1', 'k-2', 'k-3', 'n-1', 'new-1') },
  { weight: 1, arbitrary: fc.tuple(fleets, small(1, 5)).map(([name, ordinal]) => `${name}-${ordinal}`) },
)
const workloads = fc
  .tuple(groups, fc.constantFrom(1, 1, 2, 2, 3, 4, 5, 8))
  .map(([name, ordinal]) => `${name}-${ordinal}`)

function make(name: string, args: fc.Arbitrary<Command['args']>): fc.Arbitrary<Command> {
  return args.map((given) => ({ name, args: given }))
}

export const operationArbitrary: fc.Arbitrary<Command> = fc.oneof(
  make(
    'host.add',
    fc.record(
      {
        group: fleets,
        count: small(1, 3),
        machine: fc.constantFrom('crate', 'box'),
        kernel: fc.constantFrom('kvm', 'linux', 'xen', 'esxi'),
        zone: fc.constantFrom('east', 'south'),
      },
      { requiredKeys: ['group', 'count'] },
    ),
  ),
  make('host.remove', fc.record({ host: hosts, drain: fc.constantFrom(true, true, false) })),
  make(
    'group.add',
    fc.record(
      {
        name: groups,
        kind: fc.constantFrom('process', 'container', 'vm', 'container-in-vm'),
        per: small(1, 3),
        count: small(1, 7),
        flavour: fc.constantFrom('s', 'm', 'l'),
        app: fc.constantFrom('plain', 'fat'),
        millicores: small(0, 3000),
        policy: fc.constantFrom('spread', 'pack', 'best-fit'),
        on: fc.constantFrom('k', 'k', 'n', 'new'),
      },
      { requiredKeys: ['name', 'kind', 'count', 'flavour', 'app', 'millicores'] },
    ),
  ),
  make('workload.move', fc.record({ workload: workloads, host: hosts })),
  make('group.scale', fc.record({ group: groups, count: small(0, 14) })),
  make('group.remove', fc.record({ group: groups })),
  make(
    'group.policy',
    fc.record({ group: groups, policy: fc.constantFrom('spread', 'pack', 'best-fit', 'worst-fit') }),
  ),
  make('group.shares', fc.record({ group: groups, shares: fc.constantFrom(1, 700, 90000) })),
  make('group.demand', fc.record({ group: groups, millicores: small(0, 3000) })),
  make('workload.move', fc.record({ workload: workloads, host: hosts })),
  make('workload.remove', fc.record({ workload: workloads })),
)

const timeArbitrary = fc.oneof(fc.constantFrom(0, 10 * second, 20 * second, life), small(0, life))
const scriptArbitrary: fc.Arbitrary<JournalEntry[]> = fc
  .array(
    fc.record({
      at: timeArbitrary,
      command: fc.oneof(
        { weight: 3, arbitrary: operationArbitrary },
        { weight: 1, arbitrary: commandArbitrary },
      ),
    }),
    { minLength: 5, maxLength: 24, size: 'max' },
  )
  .map((entries) => entries.sort((left, right) => left.at - right.at) as JournalEntry[])

/** A world and what is done to it and with it. */
export const operatedStoryArbitrary: fc.Arbitrary<Scenario> = fc
  .tuple(worldArbitrary, scriptArbitrary)
  .map(([world, script]) => ({ ...world, script }))
