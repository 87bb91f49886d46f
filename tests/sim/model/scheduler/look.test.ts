// What the microscope is given of a host: its units with their vCPUs, as they are now.
import { describe, expect, test } from 'vitest'
import { hashWorld, simulateSchedule, type Run, type ScheduleInput } from '../../../../src/sim'
import { done, fleet, group, scenario, startRun } from '../../../support/builders'

const world = scenario(
  [fleet('host', 2, { kernel: 'kvm' })],
  [
    group('web', 3, { demand: { law: 'constant', millicores: 400 }, shares: 500, on: 'host' }),
    group('bank', 2, { kind: 'vm', flavours: ['m'], demand: { law: 'constant', millicores: 3000 } }),
    group('cart', 1, { limitMillicores: 250, demand: { law: 'constant', millicores: 1000 } }),
  ].map((one) => ({ ...one, place: { policy: 'first-fit' } as const })),
)

function inputOf(run: Run, host = 'host-1'): ScheduleInput {
  const answer = run.look({ look: 'schedule', host, scheduler: 'eevdf' })
  if (answer.look !== 'schedule') throw new Error('another answer')
  return answer.input
}

describe('a host', () => {
  test('is its cores and its units, with weights, limits and what they want', () => {
    const input = inputOf(startRun(world))
    expect([input.pcpus, input.windowMicros, input.scheduler, input.seed]).toEqual([4, 200000, 'eevdf', 1])
    const names = input.entities.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['web-1', 'cart-1']))
    const [web] = input.entities
    expect(web).toMatchObject({ vcpus: 1, weight: 500, limitMillicores: 0, periodMicros: 100000, cpus: null })
    expect(web?.demandMillicores).toBeGreaterThanOrEqual(400)
    expect(input.entities.find(({ name }) => name === 'cart-1')?.limitMillicores).toBe(250)
    const vm = input.entities.find(({ vcpus }) => vcpus === 2)
    expect(vm?.demandMillicores).toBe(2000)
  })

  test('wants in the microscope what the fluid model says it gets, as long as there is enough', () => {
    const input = inputOf(startRun(world))
    const view = simulateSchedule({ ...input, pcpus: 16, windowMicros: 400000 })
    input.entities.forEach((one, at) => {
      const most = one.limitMillicores > 0 ? one.limitMillicores : Infinity
      expect(view.fluid[at]).toBe(Math.min(one.demandMillicores, most))
      expect(Math.abs((view.measured[at] ?? 0) - (view.fluid[at] ?? 0))).toBeLessThan(1)
    })
  })

  test('of that name that is not there has no CPUs; one without power has no units', () => {
    const run = startRun(world)
    expect(inputOf(run, 'nowhere')).toMatchObject({ pcpus: 0, entities: [] })
    done(run, 'host.fail', { host: 'host-1' })
    expect(inputOf(run)).toMatchObject({ pcpus: 4, entities: [] })
  })

  test('counts what does not fit into 64 vCPUs, and asking changes nothing', () => {
    const many = group('web', 70, { place: { policy: 'first-fit' }, flavours: ['s'] })
    const run = startRun(scenario([fleet('host', 1)], [many]))
    const before = hashWorld(run.engine.world)
    const answer = run.look({ look: 'schedule', host: 'host-1', scheduler: 'cfs' })
    expect(answer).toMatchObject({ look: 'schedule', others: 6 })
    expect(inputOf(run).entities).toHaveLength(64)
    expect(hashWorld(run.engine.world)).toEqual(before)
  })
})
