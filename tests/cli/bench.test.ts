// The synthetic workload gives its reference answers, to the last digit, whatever the machine.
import { describe, expect, test } from 'vitest'
import { printed } from './support'

const answersFor = async (words: readonly string[]): Promise<unknown> =>
  JSON.parse(await printed(['bench', 'fleet', '--json', ...words]))

describe('workload S', () => {
  test.each([
    [10, 10714629000, 10841085000, 309, 51.9027],
    [100, 107712078000, 108967890000, 3066, 520.5002],
  ])('on %d hosts of 16 cores', async (hosts, deliveredMI, requestedMI, overloadedHostSamples, energyKWh) => {
    expect(await answersFor(['--hosts', String(hosts), '--cores', '16'])).toEqual({
      deliveredMI,
      requestedMI,
      overloadedHostSamples,
      energyKWh,
      wallSeconds: 0,
      peakMemoryMiB: 64,
    })
  })

  test('is never contended on 32 cores: all that is asked for is done', async () => {
    // 10 hosts idle at 100 W: 24 kWh a day; 150 W more when full, and full is 32,000 MI a second.
    const energyKWh = Number((24 + (150 * 10841085000) / 32000 / 3600000).toFixed(4))
    expect(await answersFor(['--hosts', '10', '--cores', '32'])).toMatchObject({
      deliveredMI: 10841085000,
      requestedMI: 10841085000,
      overloadedHostSamples: 0,
      energyKWh,
    })
  })

  test('places every VM, however many a host holds', async () => {
    const answers = await answersFor(['--hosts', '3', '--vms-per-host', '25', '--cores', '512'])
    const one = await answersFor(['--hosts', '75', '--vms-per-host', '1', '--cores', '512'])
    expect(answers).toMatchObject({ requestedMI: (one as { requestedMI: number }).requestedMI })
  })
})

test('people get a table', async () => {
  const text = await printed(['bench', 'fleet', '--hosts', '1'])
  expect(text).toMatch(/^hosts +1$/m)
  expect(text).toMatch(/^virtual machines +10$/m)
  expect(text).toMatch(/^energy, kWh +[0-9]\.[0-9]{4}$/m)
})
