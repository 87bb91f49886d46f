// Demand laws of the naive model, in exact fractions, written from the formulas.
import type { DemandPlan } from '../../src/sim/model'

/** Whole millicores that a group's law asks for at a time, before jitter. */
export function demandNow(demand: DemandPlan, now: number): number {
  if (demand.law === 1) return demand.steps.filter(({ at }) => at <= now).at(-1)?.millicores ?? 0
  return demand.law === 2 ? diurnal(demand, now) : demand.highMillicores
}

/** When the law is read again, or null when it stays as it is. */
export function nextReading(demand: DemandPlan, now: number): number | null {
  if (demand.law === 1) return demand.steps.find(({ at }) => at > now)?.at ?? null
  return demand.law === 2 || demand.law === 4 ? now + demand.cadence : null
}

/** Made-up load: percent of the vCPUs by the workload's number (from 1) and the reading's (from 0), in 32-bit steps. */
export function hashedDemand(ordinal: number, reading: number, vcpus: number): number {
  const bits = (value: bigint): bigint => BigInt.asUintN(32, value)
  const sum = bits(BigInt(ordinal - 1) * 2654435761n + BigInt(reading) * 40503n + 12345n)
  const product = bits((sum ^ (sum >> 16n)) * 73244475n)
  const percent = ((product ^ (product >> 16n)) % 100n) + 1n
  return Number(percent) * 10 * vcpus
}

/** Half a turn in 24 pieces, cosines in whole thousandths, straight lines between; the result rounded half up. */
function diurnal({ lowMillicores, highMillicores, period, peakAt }: DemandPlan, now: number): number {
  const whole = BigInt(period)
  const after = (((BigInt(now) - BigInt(peakAt)) % whole) + whole) % whole
  const distance = 2n * after <= whole ? after : whole - after
  const piece = (48n * distance) / whole
  const [from, to] = [cosine(piece), cosine(piece + 1n)]
  const along = 48n * distance - piece * whole
  // cosine = from + (to - from) * along / period, in thousandths
  const cosines = from * whole + (to - from) * along
  const swing = BigInt(highMillicores - lowMillicores)
  const parts = 2000n * whole
  const value = BigInt(lowMillicores) * parts + swing * (1000n * whole + cosines)
  return Number((2n * value + parts) / (2n * parts))
}

function cosine(piece: bigint): bigint {
  return BigInt(Math.round(1000 * Math.cos((Math.PI * Number(piece)) / 24)))
}
