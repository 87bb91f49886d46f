// What a drag does: a VM is migrated while it runs, anything else stops and moves.
import { expect, test } from 'vitest'
import { moveTo } from '../../../src/ui/fleet/moving'
import { topology } from '../../support/fake-lab'

test.each([
  ['db-1', 'workload.migrate'],
  ['web-2', 'workload.move'],
  ['unknown-1', 'workload.move'],
])('dragging %s performs %s', (workload, name) => {
  expect(moveTo(topology, workload, 'host-3')).toEqual({ name, args: { workload, host: 'host-3' } })
})

test('before the fleet is known nothing is taken for a VM', () => {
  expect(moveTo(null, 'db-1', 'host-3').name).toBe('workload.move')
})
