/** Laws of virtualization techniques: overhead and exits. Those of walks stand beside it. */
import * as v from 'valibot'
import { defineEquation, inputError } from '../../core'
import { eventNames, techniqueNames, type EventName, type TechniqueCosts } from '../plan'
import { exitRates } from './exits'
import { overheadOf } from './overhead'

/** Beyond what any machine does; products of two such numbers are still finite. */
const most = 1000000000000
const amount = v.pipe(v.number(), v.minValue(0), v.maxValue(most))
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const atLeastOne = v.pipe(v.number(), v.minValue(1), v.maxValue(most))
/** Some calls have been measured to be faster than native. */
const nanos = v.pipe(v.number(), v.minValue(-most), v.maxValue(most))

const rateEntries = {
  syscalls: v.optional(amount),
  privileged: v.optional(amount),
  pageTable: v.optional(amount),
  pageFaults: v.optional(amount),
  contextSwitches: v.optional(amount),
  io: v.optional(amount),
  interrupts: v.optional(amount),
  ipis: v.optional(amount),
}

const perEvent = {
  syscalls: v.number(),
  privileged: v.number(),
  pageTable: v.number(),
  pageFaults: v.number(),
  contextSwitches: v.number(),
  io: v.number(),
  interrupts: v.number(),
  ipis: v.number(),
}

const overheadInput = v.object({
  kernelShare: v.optional(share),
  ...rateEntries,
  walkShare: v.optional(share),
  userFactor: v.optional(atLeastOne),
  kernelFactor: v.optional(atLeastOne),
  syscallNanos: v.optional(nanos),
  privilegedNanos: v.optional(nanos),
  pageTableNanos: v.optional(nanos),
  pageFaultNanos: v.optional(nanos),
  contextSwitchNanos: v.optional(nanos),
  ioNanos: v.optional(nanos),
  interruptNanos: v.optional(nanos),
  ipiNanos: v.optional(nanos),
  walkFactor: v.optional(atLeastOne),
  hostShare: v.optional(share),
})
type OverheadInput = v.InferInput<typeof overheadInput>

type Rates = { readonly [K in EventName]?: number | undefined }

/** Every rate, those that are left out as 0. */
function ratesOf(given: Rates): Readonly<Record<EventName, number>> {
  const rates: Partial<Record<EventName, number>> = {}
  for (const name of eventNames) rates[name] = given[name] ?? 0
  return rates as Record<EventName, number>
}

function costsOf(input: OverheadInput): TechniqueCosts {
  return {
    userFactor: input.userFactor ?? 1,
    kernelFactor: input.kernelFactor ?? 1,
    nanos: {
      syscalls: input.syscallNanos ?? 0,
      privileged: input.privilegedNanos ?? 0,
      pageTable: input.pageTableNanos ?? 0,
      pageFaults: input.pageFaultNanos ?? 0,
      contextSwitches: input.contextSwitchNanos ?? 0,
      io: input.ioNanos ?? 0,
      interrupts: input.interruptNanos ?? 0,
      ipis: input.ipiNanos ?? 0,
    },
    emulatedIoNanos: input.ioNanos ?? 0,
    walkFactor: input.walkFactor ?? 1,
    hostShare: input.hostShare ?? 0,
  }
}

/** The loads of the worked example O-3: a system that forks much. */
const forking = { kernelShare: 0.3, syscalls: 100000, pageTable: 50000, pageFaults: 10000 }
const noEvents = {
  syscalls: 0,
  privileged: 0,
  pageTable: 0,
  pageFaults: 0,
  contextSwitches: 0,
  io: 0,
  interrupts: 0,
  ipis: 0,
}

function overhead(input: OverheadInput) {
  const load = {
    kernelShare: input.kernelShare ?? 0,
    rates: ratesOf(input),
    walkShare: input.walkShare ?? 0,
    emulatedDevice: false,
  }
  const costs = costsOf(input)
  const { total, guest, host, code, events, walks } = overheadOf(load, costs, costs.walkFactor)
  return {
    total,
    relativePerformance: 1 / total,
    overheadPercent: 100 * (total - 1),
    guest,
    host,
    code,
    ...events,
    walks,
  }
}

/** The same numbers as the law gives for these inputs: what an example must show is the chain of its sums. */
function worked(input: OverheadInput) {
  return { input, output: overhead(input) }
}

export const techniqueEquations = [
  defineEquation({
    id: 'technique.overhead',
    tex:
      'S = (1-\\varphi_k)\\,u + \\varphi_k\\,k + \\sum_e \\lambda_e\\,\\Delta_e + w\\,(\\kappa - 1),\\quad ' +
      'S_{host} = \\lambda_{io}\\,\\Delta_{io}\\,h',
    input: overheadInput,
    output: v.object({
      total: v.number(),
      relativePerformance: v.number(),
      overheadPercent: v.number(),
      guest: v.number(),
      host: v.number(),
      code: v.number(),
      ...perEvent,
      walks: v.number(),
    }),
    sources: ['adams2006', 'flattened-page-tables', 'ept-evaluation', 'assumed'],
    examples: [
      // O-3: binary translation 1.13045, shadow paging 1.1628, nested paging 1.058.
      worked({
        ...forking,
        kernelFactor: 1.15,
        syscallNanos: 690,
        pageTableNanos: 130,
        pageFaultNanos: 945,
      }),
      worked({ ...forking, pageTableNanos: 2580, pageFaultNanos: 3380 }),
      worked({ ...forking, walkShare: 0.03, walkFactor: 4.4 / 1.5 }),
      // O-2: nested paging with a twentieth and with a tenth of the time in page walks.
      worked({ walkShare: 0.05, walkFactor: 4.4 / 1.5 }),
      worked({ walkShare: 0.1, walkFactor: 4.4 / 1.5 }),
      // A million requests to a virtio disk in 100 s: 60 ms per second, of which the host's threads bear 36.
      {
        input: { io: 10000, ioNanos: 6000, hostShare: 0.6 },
        output: {
          total: 1.06,
          relativePerformance: 1 / 1.06,
          overheadPercent: 100 * (1.06 - 1),
          guest: 1.06 - 0.06 * 0.6,
          host: 0.06 * 0.6,
          code: 0,
          ...noEvents,
          io: 0.06,
          walks: 0,
        },
      },
    ],
    evaluate: (input) => {
      const costs = overhead(input)
      // Only events that are cheaper than native can make it so.
      return costs.total > 0 ? costs : inputError('', 'the events save more time than there is')
    },
  }),
  defineEquation({
    id: 'technique.exit-share',
    tex: 'overhead = 100\\,\\frac{exits \\cdot c_{exit}}{f}',
    input: v.object({
      exitsPerSecond: amount,
      cyclesPerExit: amount,
      gigahertz: v.pipe(v.number(), v.minValue(0.1), v.maxValue(10)),
    }),
    output: v.object({ percent: v.number() }),
    sources: ['splitx2011', 'agesen2012', 'dall2016'],
    examples: [
      // O-1.
      {
        input: { exitsPerSecond: 10000, cyclesPerExit: 2000, gigahertz: 3 },
        output: { percent: (100 * 20000000) / 3000000000 },
      },
      {
        input: { exitsPerSecond: 50000, cyclesPerExit: 2000, gigahertz: 3 },
        output: { percent: (100 * 100000000) / 3000000000 },
      },
      { input: { exitsPerSecond: 100000, cyclesPerExit: 1200, gigahertz: 3 }, output: { percent: 4 } },
    ],
    evaluate: (i) => ({ percent: (100 * i.exitsPerSecond * i.cyclesPerExit) / (i.gigahertz * 1000000000) }),
  }),
  defineEquation({
    id: 'technique.exits',
    tex: 'exits = \\sum_e [\\,e \\text{ leaves on } T\\,]\\,\\lambda_e',
    input: v.object({ technique: v.picklist(techniqueNames), ...rateEntries }),
    output: v.object({ perSecond: v.number(), ...perEvent }),
    sources: ['adams2006', 'gvisor-performance', 'derived'],
    examples: [
      {
        input: { technique: 'hvm-nested', syscalls: 100000, pageTable: 50000, pageFaults: 10000, io: 2000 },
        output: { perSecond: 2000, ...noEvents, io: 2000 },
      },
      {
        input: { technique: 'hvm-shadow', syscalls: 100000, pageTable: 50000, pageFaults: 10000, io: 2000 },
        output: { perSecond: 62000, ...noEvents, pageTable: 50000, pageFaults: 10000, io: 2000 },
      },
      {
        input: { technique: 'user-kernel-systrap', syscalls: 100000, pageTable: 50000 },
        output: { perSecond: 100000, ...noEvents, syscalls: 100000 },
      },
      { input: { technique: 'container', syscalls: 100000 }, output: { perSecond: 0, ...noEvents } },
    ],
    evaluate: (i) => {
      const rates = exitRates(i.technique, ratesOf(i))
      return { perSecond: eventNames.reduce((sum, name) => sum + rates[name], 0), ...rates }
    },
  }),
]
