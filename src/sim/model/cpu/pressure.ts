/** Laws of pressure: what second threads add, how long a runnable vCPU waits, how much was promised twice. */
import * as v from 'valibot'
import { defineEquation } from '../../core'

/**
 * Millicores of a host when threads worth `busyMillicores` want to run: a core is worth 1000, and each thread beyond
 * the cores, up to the number of hardware threads, adds `smtPercent` of that. `reserveMillicores` are kept for the
 * host itself.
 */
export function smtCapacity(
  cores: number,
  threadsPerCore: number,
  busyMillicores: number,
  smtPercent: number,
  reserveMillicores = 0,
): number {
  const own = Math.max(0, cores * 1000 - reserveMillicores)
  const beyond = Math.min(Math.max(0, busyMillicores - own), cores * 1000 * (threadsPerCore - 1))
  return own + Math.floor((beyond * smtPercent) / 100)
}

/**
 * Probability that whoever comes finds all `servers` busy, for an offered load in busy servers (Erlang C). By the
 * recursion of Erlang B, which stays between 0 and 1 where factorials would overflow. 1 when the load is too much.
 */
export function erlangC(servers: number, load: number): number {
  if (load >= servers) return 1
  let blocked = 1
  for (let count = 1; count <= servers; count++) blocked = (load * blocked) / (count + load * blocked)
  return blocked / (1 - (load / servers) * (1 - blocked))
}

/**
 * Share of its runnable time that a vCPU waits for a CPU, thousandths rounded down: vCPUs in the queue against those in
 * it and on CPUs. By Little's law that is the mean wait C b / (c - a) against itself and the burst b, whose length
 * cancels out. Erlang's queue knows no end; here no more can wait than there are `vcpus` beyond the CPUs, so that the
 * share goes over into that of a saturated host without a jump.
 */
export function queuedPermille(cpus: number, load: number, vcpus = Infinity): number {
  if (load <= 0) return 0
  const beyond = Math.max(0, vcpus - cpus)
  const queue = load < cpus ? (erlangC(cpus, load) * load) / (cpus - load) : Infinity
  const waiting = Math.min(queue, beyond)
  return waiting === Infinity ? 1000 : Math.floor((1000 * waiting) / (waiting + Math.min(load, cpus)))
}

/** Share of the wanted time that was spent waiting: 0 when everything was given. Thousandths, rounded down. */
export function stealPermille(demand: number, granted: number): number {
  return demand === 0 ? 0 : Math.floor(((demand - granted) * 1000) / demand)
}

/** Ready time of a host or workload: what was wanted and not given, or the queue for its CPUs if that is more. */
export function readyPermille(
  wanted: number,
  granted: number,
  cpus: number,
  loadMillicores: number,
  vcpus: number,
): number {
  if (wanted === 0) return 0
  return Math.max(stealPermille(wanted, granted), queuedPermille(cpus, loadMillicores / 1000, vcpus))
}

/** vCPUs promised per core, in thousandths, rounded down. */
export function overcommitPermille(vcpus: number, cores: number): number {
  return cores === 0 ? 0 : Math.floor((vcpus * 1000) / cores)
}

const amount = v.pipe(v.number(), v.minValue(0))
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const some = v.pipe(whole, v.minValue(1), v.maxValue(100000))

const gets = (demandMillicores: number, grantedMillicores: number) => ({
  demandMillicores,
  grantedMillicores,
})

export const pressureEquations = [
  defineEquation({
    id: 'cpu.steal',
    tex: 'steal = 1 - \\frac{x}{d}',
    input: v.object({ demandMillicores: amount, grantedMillicores: amount }),
    output: v.object({ permille: amount }),
    sources: ['vsphere-resource-management'],
    examples: [
      { input: { demandMillicores: 8000, grantedMillicores: 2000 }, output: { permille: 750 } },
      { input: { demandMillicores: 0, grantedMillicores: 0 }, output: { permille: 0 } },
    ],
    evaluate: (i) => ({ permille: stealPermille(i.demandMillicores, i.grantedMillicores) }),
  }),
  defineEquation({
    id: 'cpu.smt-capacity',
    tex: 'C = 1000\\,c - R + \\sigma \\min(\\max(0, b - 1000\\,c + R), 1000\\,c\\,(t - 1))',
    input: v.object({
      cores: some,
      threadsPerCore: v.pipe(whole, v.minValue(1), v.maxValue(2)),
      busyMillicores: whole,
      smtPercent: v.pipe(whole, v.maxValue(100)),
      reserveMillicores: v.optional(whole, 0),
    }),
    output: v.object({ millicores: whole }),
    sources: ['assumed'],
    examples: [
      // One busy thread on a core, and two: 1.0 and 1.25 of a core.
      {
        input: { cores: 1, threadsPerCore: 2, busyMillicores: 1000, smtPercent: 25 },
        output: { millicores: 1000 },
      },
      {
        input: { cores: 1, threadsPerCore: 2, busyMillicores: 2000, smtPercent: 25 },
        output: { millicores: 1250 },
      },
      // Six busy threads on four cores: two cores have a second one.
      {
        input: { cores: 4, threadsPerCore: 2, busyMillicores: 6000, smtPercent: 25 },
        output: { millicores: 4500 },
      },
      {
        input: { cores: 4, threadsPerCore: 1, busyMillicores: 6000, smtPercent: 25, reserveMillicores: 500 },
        output: { millicores: 3500 },
      },
    ],
    evaluate: (i) => ({
      millicores: smtCapacity(
        i.cores,
        i.threadsPerCore,
        i.busyMillicores,
        i.smtPercent,
        i.reserveMillicores ?? 0,
      ),
    }),
  }),
  defineEquation({
    id: 'cpu.erlang-c',
    tex:
      'B_0 = 1,\\; B_k = \\frac{a B_{k-1}}{k + a B_{k-1}},\\; ' +
      'P_{wait} = \\frac{B_c}{1 - \\frac{a}{c}(1 - B_c)},\\; E[wait] = \\frac{P_{wait}\\,b}{c - a}',
    input: v.object({ cpus: some, busy: amount, burstMicros: v.optional(amount, 1000) }),
    output: v.object({ probability: amount, waitMicros: v.nullable(amount) }),
    sources: ['erlang1917', 'derived'],
    examples: [
      // O-6: 16 CPUs, 8, 12, 14 and 15.5 of them busy.
      { input: { cpus: 16, busy: 8 }, output: { probability: 0.009, waitMicros: 1.1 } },
      { input: { cpus: 16, busy: 12 }, output: { probability: 0.2046, waitMicros: 51.1 } },
      { input: { cpus: 16, busy: 14 }, output: { probability: 0.5085, waitMicros: 254.2 } },
      { input: { cpus: 16, busy: 15.5 }, output: { probability: 0.859, waitMicros: 1718 } },
      // As much as there is: the queue grows without end.
      { input: { cpus: 16, busy: 16 }, output: { probability: 1, waitMicros: null } },
    ],
    evaluate: (i) => {
      const probability = erlangC(i.cpus, i.busy)
      const wait = (probability * (i.burstMicros ?? 1000)) / (i.cpus - i.busy)
      return {
        probability: Math.round(probability * 10000) / 10000,
        waitMicros: i.busy < i.cpus ? Math.round(wait * 10) / 10 : null,
      }
    },
  }),
  defineEquation({
    id: 'cpu.ready',
    tex:
      'q = \\min\\left(\\frac{P_{wait}\\,a}{c - a},\\; \\max(0, v - c)\\right),\\quad ' +
      'ready = \\max\\left(1 - \\frac{x}{d},\\; \\frac{q}{q + \\min(a, c)}\\right)',
    input: v.object({
      demandMillicores: whole,
      grantedMillicores: whole,
      cpus: some,
      hostDemandMillicores: whole,
      /** vCPUs on the host. */
      vcpus: whole,
    }),
    output: v.object({ permille: whole }),
    sources: ['erlang1917', 'vsphere-resource-management', 'derived'],
    examples: [
      // Below saturation: 0.2046 / (0.2046 + 4), 0.5085 / (0.5085 + 2).
      {
        input: { ...gets(1000, 1000), cpus: 16, hostDemandMillicores: 12000, vcpus: 64 },
        output: { permille: 48 },
      },
      {
        input: { ...gets(1000, 1000), cpus: 16, hostDemandMillicores: 14000, vcpus: 64 },
        output: { permille: 202 },
      },
      // Nobody waits where there are no more vCPUs than CPUs.
      {
        input: { ...gets(1000, 1000), cpus: 16, hostDemandMillicores: 14000, vcpus: 16 },
        output: { permille: 0 },
      },
      // Almost saturated and saturated by the same twenty vCPUs: four of them wait, and a fifth is not given.
      {
        input: { ...gets(1000, 1000), cpus: 16, hostDemandMillicores: 15999, vcpus: 20 },
        output: { permille: 200 },
      },
      {
        input: { ...gets(1000, 800), cpus: 16, hostDemandMillicores: 20000, vcpus: 20 },
        output: { permille: 200 },
      },
      // A workload that gets less than its neighbours waits longer.
      {
        input: { ...gets(1000, 500), cpus: 16, hostDemandMillicores: 20000, vcpus: 20 },
        output: { permille: 500 },
      },
    ],
    evaluate: (i) => ({
      permille: readyPermille(
        i.demandMillicores,
        i.grantedMillicores,
        i.cpus,
        i.hostDemandMillicores,
        i.vcpus,
      ),
    }),
  }),
  defineEquation({
    id: 'cpu.overcommit',
    tex: 'o = \\frac{\\sum_i vcpus_i}{c}',
    input: v.object({ vcpus: whole, cores: some }),
    output: v.object({ permille: whole }),
    sources: ['derived'],
    examples: [
      { input: { vcpus: 48, cores: 16 }, output: { permille: 3000 } },
      { input: { vcpus: 5, cores: 8 }, output: { permille: 625 } },
    ],
    evaluate: (i) => ({ permille: overcommitPermille(i.vcpus, i.cores) }),
  }),
]
