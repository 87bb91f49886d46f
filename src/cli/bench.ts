/** `strata bench fleet`: the synthetic workload with which simulators are compared, its answers, and what it took. */
import { createRun, limits, workloadS, type Run } from '../sim'
import { formatNumber } from '../i18n/format'
import { exitFine, type Cli, type CliCommand, type CommandLine } from './cli'
import { isWrong, misused, refused, type Wrong } from './complaint'
import { drive } from './drive'
import { writeJson } from './json'
import { nearest } from './nearest'
import { harmless, tableText } from './table'

/** The keys are a contract: scripts read them. */
interface Answers {
  readonly deliveredMI: number
  readonly requestedMI: number
  readonly overloadedHostSamples: number
  readonly energyKWh: number
  readonly wallSeconds: number
  readonly peakMemoryMiB: number
}

interface Size {
  readonly hosts: number
  readonly cores: number
  readonly vmsPerHost: number
}

/** Names of benchmarks. */
const benches = ['fleet']

/** The VMs of so many fit the memory of a host, whichever of the four sizes come together. */
const mostVmsPerHost = 25
/** Between two readings of the load. */
const secondsPerSample = 300

export const benchCommand: CliCommand = {
  name: 'bench',
  options: { hosts: 'value', cores: 'value', 'vms-per-host': 'value', json: 'flag' },
  fewest: 1,
  most: 1,
  async run(cli, line) {
    const name = line.positionals[0] ?? ''
    if (!benches.includes(name)) return unknownBench(cli, name)
    const size = sizeOf(cli, line)
    if (isWrong(size)) return size
    const answers = measure(cli, size)
    if (isWrong(answers)) return answers
    await cli.io.out(line.has('json') ? `${writeJson(answers, 2)}\n` : answersText(cli, size, answers))
    return exitFine
  },
}

function unknownBench(cli: Cli, name: string): Wrong {
  const near = nearest(name, benches)
  return misused(cli, 'unknown-bench', { name: harmless(name), nearest: near ?? benches.join(', ') })
}

function sizeOf(cli: Cli, line: CommandLine): Size | Wrong {
  const hosts = count(cli, line, 'hosts', 1000, limits.hosts)
  if (isWrong(hosts)) return hosts
  const cores = count(cli, line, 'cores', 16, 512)
  if (isWrong(cores)) return cores
  const vmsPerHost = count(cli, line, 'vms-per-host', 10, mostVmsPerHost)
  if (isWrong(vmsPerHost)) return vmsPerHost
  const vms = hosts * vmsPerHost
  return vms > limits.workloads
    ? misused(cli, 'too-many-vms', { vms, limit: limits.workloads })
    : { hosts, cores, vmsPerHost }
}

/** A whole number from 1 on; `usual` when the option is not given. */
function count(cli: Cli, line: CommandLine, option: string, usual: number, most: number): number | Wrong {
  const text = line.value(option)
  if (text === undefined) return usual
  const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : NaN
  return value >= 1 && value <= most
    ? value
    : misused(cli, 'bad-count', { option: `--${option}`, value: harmless(text), most })
}

/** Builds the world and runs it to the end of the day, as every other command does. */
function measure(cli: Cli, { hosts, cores, vmsPerHost }: Size): Answers | Wrong {
  const start = cli.io.millis()
  const made = createRun(workloadS(hosts, cores, vmsPerHost))
  if ('problem' in made) return refused(cli, made.problem, 'fleet')
  const wrong = drive(cli, made.run, made.run.end)
  if (wrong !== null) return wrong
  return { ...answersOf(made.run), ...spent(cli, start) }
}

/** A core of these hosts does 1000 million instructions a second: a millicore-second is one of them. */
function answersOf(run: Run): Omit<Answers, 'wallSeconds' | 'peakMemoryMiB'> {
  return {
    deliveredMI: run.metric('cpu.delivered', ''),
    requestedMI: run.metric('cpu.requested', ''),
    overloadedHostSamples: run.metric('cpu.overloaded', '') / secondsPerSample,
    energyKWh: Number(run.metric('energy.used', '').toFixed(4)),
  }
}

function spent(cli: Cli, start: number): Pick<Answers, 'wallSeconds' | 'peakMemoryMiB'> {
  const wallSeconds = Number(((cli.io.millis() - start) / 1000).toFixed(3))
  return { wallSeconds, peakMemoryMiB: Math.round(cli.io.peakMemoryMiB()) }
}

function answersText({ t, locale }: Cli, { hosts, cores, vmsPerHost }: Size, answers: Answers): string {
  const number = (value: number, digits = 0): string =>
    formatNumber(locale, value, { digits, fixed: digits > 0 })
  const rows = [
    [t('cli.bench.hosts'), number(hosts)],
    [t('cli.bench.cores'), number(cores)],
    [t('cli.bench.vms'), number(hosts * vmsPerHost)],
    [t('cli.bench.delivered'), number(answers.deliveredMI)],
    [t('cli.bench.requested'), number(answers.requestedMI)],
    [t('cli.bench.overloaded'), number(answers.overloadedHostSamples)],
    [t('cli.bench.energy'), number(answers.energyKWh, 4)],
    [t('cli.bench.wall'), number(answers.wallSeconds, 3)],
    [t('cli.bench.memory'), number(answers.peakMemoryMiB)],
  ]
  return tableText(rows, { right: [1] })
}
