/** A folder of recorded CPU loads, one file per VM, → hosts and VMs that follow them (Beloglazov and Buyya 2012). */
import { horizonLimit, microsPerSecond } from '../../core'
import { limits, type Scenario } from '../../scenario/scenario'
import { toBase64Url } from '../../scenario/base64url'
import type { SourceText } from '../kubernetes/objects'
import { complain, noteLines, shown, sortedProblems, startFile, startReading } from '../problems'
import type { ImportNote, ImportProblem, Reading } from '../problems'

export type TracesResult =
  | { readonly scenario: Scenario; readonly notes: readonly ImportNote[]; readonly facts: TraceFacts }
  | { readonly problems: readonly ImportProblem[] }

export interface TraceFacts {
  /** Files, one per VM. */
  readonly traces: number
  readonly samples: number
  readonly shortest: number
  readonly longest: number
  /** Of all samples. */
  readonly meanPercent: number
}

/** Time from one sample to the next. */
const cadence = 300 * microsPerSecond
/** Both machines of the experiment, and all four kinds of VM, are whole multiples of this speed. */
const mipsPerCore = 20

interface Machine {
  readonly name: string
  readonly mipsPerCore: number
  readonly idleWatts: number
  readonly peakWatts: number
}

/** Two cores and 4096 MB each; watts of the measured curve at 0 and 100 %. */
const machines: readonly Machine[] = [
  { name: 'proliant-g4', mipsPerCore: 1860, idleWatts: 86, peakWatts: 117 },
  { name: 'proliant-g5', mipsPerCore: 2660, idleWatts: 94, peakWatts: 135 },
]
const coresPerMachine = 2
const machineMiB = 4096
/** Hosts of the experiment. */
const mostHosts = 800
const fewestHosts = 4

/** The experiment writes MB and means 4096 of them by 4 GiB: its MB are taken as MiB. */
const vmTypes = [
  { name: 'vm-2500', mips: 2500, memoryMiB: 870 },
  { name: 'vm-2000', mips: 2000, memoryMiB: 1740 },
  { name: 'vm-1000', mips: 1000, memoryMiB: 1740 },
  { name: 'vm-500', mips: 500, memoryMiB: 613 },
] as const

/** Reads files in order of their names, byte by byte. Never throws. */
export function planetlabToScenario(files: readonly SourceText[], title: string): TracesResult {
  const reading = startReading()
  const sorted = [...files].sort((a, b) => compareBytes(a.name, b.name))
  const most = vmTypes.length * limits.seriesPerTrace
  if (sorted.length === 0) complain(reading, 'no-traces', 0, '')
  if (sorted.length > most) complain(reading, 'too-many-traces', 0, '', { count: sorted.length, limit: most })
  const traces = reading.problems.length > 0 ? [] : sorted.map((file) => readTrace(file, reading))
  if (reading.problems.length > 0) {
    // The first in order of names need not be the first that was given.
    const file = sorted[0]?.name
    return {
      problems: sortedProblems(reading).map((problem) =>
        file === undefined ? problem : { file, ...problem },
      ),
    }
  }
  const hosts = Math.min(mostHosts, Math.max(fewestHosts, traces.length + (traces.length % 2)))
  const facts = factsOf(traces)
  const notes = notesOf(facts, hosts)
  return { scenario: scenarioOf(traces, facts, { title, hosts, notes }), notes, facts }
}

function readTrace({ name, text }: SourceText, reading: Reading): Uint8Array {
  const start = startFile(reading, name, text)
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\n')
  if (lines.length > limits.samplesPerSeries || lines[0].trim() === '') {
    const count = lines[0].trim() === '' ? 0 : lines.length
    complain(reading, 'trace-length', start, '', { count, limit: limits.samplesPerSeries })
    return new Uint8Array(0)
  }
  const samples = new Uint8Array(lines.length)
  let at = start
  for (const [place, line] of lines.entries()) {
    const sample = line.trim()
    if (!/^[0-9]{1,3}$/.test(sample) || Number(sample) > 100) {
      complain(reading, 'trace-sample', at, '', { text: shown(sample) })
      break
    }
    samples[place] = Number(sample)
    at += line.length + 1
  }
  return samples
}

/** Order of the bytes in UTF-8, which is that of the code points. */
function compareBytes(a: string, b: string): number {
  const [one, other] = [[...a], [...b]]
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const difference = (one[at].codePointAt(0) ?? 0) - (other[at].codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

function factsOf(traces: readonly Uint8Array[]): TraceFacts {
  const lengths = traces.map(({ length }) => length)
  const samples = lengths.reduce((sum, length) => sum + length, 0)
  const total = traces.reduce((sum, trace) => trace.reduce((part, sample) => part + sample, sum), 0)
  return {
    traces: traces.length,
    samples,
    shortest: lengths.reduce((least, length) => Math.min(least, length)),
    longest: lengths.reduce((most, length) => Math.max(most, length)),
    meanPercent: total / samples,
  }
}

function notesOf({ traces, longest }: TraceFacts, hosts: number): readonly ImportNote[] {
  return [
    { code: 'traces-read', args: { count: traces, samples: longest, seconds: cadence / microsPerSecond } },
    { code: 'traces-machines', args: { count: hosts } },
    { code: 'traces-cores', args: { mips: mipsPerCore } },
    { code: 'traces-placed', args: { count: traces } },
  ]
}

interface Frame {
  readonly title: string
  readonly hosts: number
  readonly notes: readonly ImportNote[]
}

function scenarioOf(
  traces: readonly Uint8Array[],
  facts: TraceFacts,
  { title, hosts, notes }: Frame,
): Scenario {
  const perType = Math.ceil(traces.length / vmTypes.length)
  const used = vmTypes
    .map((type, at) => ({ type, series: traces.slice(at * perType, (at + 1) * perType).map(toBase64Url) }))
    .filter(({ series }) => series.length > 0)
  const source = 'imported: recorded CPU load in percent, one sample per 5 minutes'
  const measured = 'imported: Beloglazov and Buyya 2012, the PlanetLab experiment'
  return {
    format: 1,
    title: title.slice(0, limits.textLength),
    seed: 1,
    horizon: Math.min(facts.longest * cadence, horizonLimit),
    define: {
      machines: Object.fromEntries(machines.map((machine) => [machine.name, machineOf(machine, measured)])),
      flavours: Object.fromEntries(
        used.map(({ type: { name, mips, memoryMiB } }) => [
          name,
          { vcpus: mips / mipsPerCore, memoryMiB, source: measured },
        ]),
      ),
      apps: { trace: { librariesMiB: 0, source: 'assumed' } },
      // The experiment counts the memory of a VM whole: nothing of a guest system comes on top.
      guests: { default: { guestOsMiB: 0, source: measured } },
      traces: Object.fromEntries(used.map(({ type, series }) => [type.name, { series, source }])),
    },
    fleet: machines.map(({ name }, at) => ({
      name: name.replace('proliant-', 'host-'),
      count: at === 0 ? Math.ceil(hosts / 2) : Math.floor(hosts / 2),
      machine: name,
      kernel: 'kvm',
    })),
    workloads: used.map(({ type: { name, mips }, series }) => ({
      name,
      count: series.length,
      kind: 'vm',
      flavours: [name],
      app: 'trace',
      demand: { law: 'trace', trace: name, cadence },
      // As at the start of the experiment: a host takes a VM for which all of its speed is free.
      reservationMillicores: (1000 * mips) / mipsPerCore,
    })),
    notes: noteLines(notes),
  }
}

function machineOf({ mipsPerCore: mips, idleWatts, peakWatts }: Machine, source: string) {
  return {
    sockets: coresPerMachine,
    coresPerSocket: mips / mipsPerCore,
    memoryMiB: machineMiB,
    hostReserveMiB: 0,
    diskGiB: 1000,
    nicMbps: 1000,
    idleWatts,
    peakWatts,
    source,
  }
}
