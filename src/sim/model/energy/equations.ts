/** Laws of electrical power: a server that is on draws its idle power, and the rest in proportion to its load. */
import * as v from 'valibot'
import { defineEquation } from '../../core'

/** Watts of a server that is on. */
export function linearWatts(idleWatts: number, peakWatts: number, used: number, capacity: number): number {
  return capacity === 0 ? idleWatts : idleWatts + ((peakWatts - idleWatts) * used) / capacity
}

/**
 * Joules of `onSeconds` under power with `work` millicore-seconds done on a capacity in millicores: the integral of
 * `linearWatts`, whatever the course of the load was.
 */
export function linearJoules(
  idleWatts: number,
  peakWatts: number,
  onSeconds: number,
  work: number,
  capacity: number,
): number {
  return capacity === 0
    ? idleWatts * onSeconds
    : idleWatts * onSeconds + ((peakWatts - idleWatts) * work) / capacity
}

export const joulesPerKilowattHour = 3600000

const amount = v.pipe(v.number(), v.minValue(0), v.finite())
const cores = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

export const energyEquations = [
  defineEquation({
    id: 'energy.linear-power',
    tex: 'P = P_{idle} + (P_{peak} - P_{idle})\\,\\frac{used}{1000\\,cores}',
    input: v.object({ idleWatts: amount, peakWatts: amount, usedMillicores: amount, cores }),
    output: v.object({ watts: v.number() }),
    sources: ['fan2007', 'experiment-workload'],
    examples: [
      // Idle, at a quarter, and full.
      { input: { idleWatts: 100, peakWatts: 250, usedMillicores: 0, cores: 16 }, output: { watts: 100 } },
      {
        input: { idleWatts: 100, peakWatts: 250, usedMillicores: 4000, cores: 16 },
        output: { watts: 137.5 },
      },
      { input: { idleWatts: 100, peakWatts: 250, usedMillicores: 16000, cores: 16 }, output: { watts: 250 } },
    ],
    evaluate: (i) => ({ watts: linearWatts(i.idleWatts, i.peakWatts, i.usedMillicores, i.cores * 1000) }),
  }),
  defineEquation({
    id: 'energy.linear-energy',
    tex: 'E = P_{idle}\\,t_{on} + (P_{peak} - P_{idle})\\,\\frac{work}{1000\\,cores}',
    input: v.object({
      idleWatts: amount,
      peakWatts: amount,
      onSeconds: amount,
      workMillicoreSeconds: amount,
      cores,
    }),
    output: v.object({ joules: v.number(), kilowattHours: v.number() }),
    sources: ['fan2007', 'experiment-workload'],
    examples: [
      // A day without any work, and a day at half load: 2.4 kWh and 4.2 kWh.
      {
        input: { idleWatts: 100, peakWatts: 250, onSeconds: 86400, workMillicoreSeconds: 0, cores: 16 },
        output: { joules: 8640000, kilowattHours: 2.4 },
      },
      {
        input: {
          idleWatts: 100,
          peakWatts: 250,
          onSeconds: 86400,
          workMillicoreSeconds: 691200000,
          cores: 16,
        },
        output: { joules: 15120000, kilowattHours: 4.2 },
      },
    ],
    evaluate: (i) => {
      const { idleWatts, peakWatts, onSeconds, workMillicoreSeconds } = i
      const joules = linearJoules(idleWatts, peakWatts, onSeconds, workMillicoreSeconds, i.cores * 1000)
      return { joules, kilowattHours: joules / joulesPerKilowattHour }
    },
  }),
]
