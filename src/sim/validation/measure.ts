/** What the simulator's own laws say, with the numbers of its catalogue: what published figures are held against. */
import { findMix, findTechnique, findWrap, nativeProfile } from '../catalog'
import { evaluateLaw, laws } from '../laws'

/** A law's output for an input; a law or an output that is not there is a mistake of this folder. */
function outputOf(id: string, input: unknown): Readonly<Record<string, unknown>> {
  const law = laws.get(id)
  if (law === undefined) throw new Error(`no law ${id}`)
  const output = evaluateLaw(law, input)
  if (typeof output !== 'object' || output === null || 'error' in output)
    throw new Error(`${id} refuses ${JSON.stringify(input)}: ${JSON.stringify(output)}`)
  return output as Readonly<Record<string, unknown>>
}

/** One number of a law's output. */
export function measured(id: string, input: unknown, field: string): number {
  const value = outputOf(id, input)[field]
  if (typeof value !== 'number') throw new Error(`${id} gives no number ${field}`)
  return value
}

/** One number of a list in a law's output. */
export function measuredAt(id: string, input: unknown, field: string, at: number): number {
  const list = outputOf(id, input)[field]
  const value: unknown = Array.isArray(list) ? list[at] : undefined
  if (typeof value !== 'number') throw new Error(`${id} gives no number ${at} of ${field}`)
  return value
}

/** MB in a MiB. */
export const megabytes = 1.048576

/** What a native throughput becomes inside a wrapping: profiles 'native', or of hypervisors and runtimes. */
export function wrappedThroughput(native: number, profile: string): number {
  const wrap = profile === 'native' ? nativeProfile : findWrap(profile)
  if (wrap === undefined) throw new Error(`no profile ${profile}`)
  const factor = wrap.cpuFactor.value
  const isVm = 'vmm' in wrap
  // A thousand cores in millicores: the law rounds up to whole ones.
  const whole = 1000000
  const input = { millicores: whole, hypervisorFactor: isVm ? factor : 1, runtimeFactor: isVm ? 1 : factor }
  return (native * whole) / measured('hypervisor.cpu-demand', input, 'millicores')
}

/** MB of a container whose application has so many MB, under a runtime. The law takes whole numbers: thousandths. */
export function containerMegabytes(appMB: number, runtime: string): number {
  const wrap = findWrap(runtime)
  if (wrap === undefined || !('memory' in wrap)) throw new Error(`no runtime ${runtime}`)
  const input = {
    appMiB: Math.round((appMB / megabytes) * 1000),
    runtimeMiB: Math.round(wrap.memory.value * 1000),
  }
  return (measured('memory.container-footprint', input, 'MiB') / 1000) * megabytes
}

/** MB of an application alone, from what it took under runc. */
export function appUnderRunc(withRuncMB: number): number {
  return withRuncMB - containerMegabytes(0, 'runc')
}

/** MiB of a hypervisor's own memory for one guest, in thousandths before the law rounds up. */
export function vmmMebibytes(hypervisor: string, guestMiB: number, vcpus: number): number {
  const wrap = findWrap(hypervisor)
  if (wrap === undefined || !('vmm' in wrap)) throw new Error(`no hypervisor ${hypervisor}`)
  const { base, perGuestMiB, perExtraVcpu } = wrap.vmm
  const input = {
    baseMiB: base.value * 1000,
    perGuestMiB: (perGuestMiB?.value ?? 0) * 1000,
    perExtraVcpuMiB: (perExtraVcpu?.value ?? 0) * 1000,
    guestMiB,
    vcpus,
  }
  return measured('memory.vmm', input, 'MiB') / 1000
}

/** What a load does per second of native time, as the law of overhead names it. */
export interface Load {
  readonly kernelShare?: number
  readonly walkShare?: number
  readonly syscalls?: number
  readonly privileged?: number
  readonly pageTable?: number
  readonly pageFaults?: number
  readonly contextSwitches?: number
  readonly io?: number
  readonly interrupts?: number
  readonly ipis?: number
}

/** The load of a mix of the catalogue, with 4 KiB pages. */
export function loadOf(mix: string): Load {
  const numbers = findMix(mix)?.numbers
  if (numbers === undefined) throw new Error(`no mix ${mix}`)
  const at = (name: keyof typeof numbers): number => numbers[name]?.value ?? 0
  return {
    kernelShare: at('kernelPermille') / 1000,
    walkShare: at('walkPermille') / 1000,
    syscalls: at('syscalls'),
    privileged: at('privileged'),
    pageTable: at('pageTable'),
    pageFaults: at('pageFaults'),
    contextSwitches: at('contextSwitches'),
    io: at('io'),
    interrupts: at('interrupts'),
    ipis: at('ipis'),
  }
}

/** What the load costs under a technique, with the costs of the catalogue. */
function overheadInput(load: Load, technique: string, emulatedDevice: boolean): unknown {
  const { numbers, userFactor, kernelFactor, walkFactor, hostShare, emulatedIo } = findTechnique(technique)
  const io = emulatedDevice ? (emulatedIo ?? numbers.io) : numbers.io
  return {
    ...load,
    userFactor: userFactor?.value,
    kernelFactor: kernelFactor?.value,
    syscallNanos: numbers.syscalls?.value,
    privilegedNanos: numbers.privileged?.value,
    pageTableNanos: numbers.pageTable?.value,
    pageFaultNanos: numbers.pageFaults?.value,
    contextSwitchNanos: numbers.contextSwitches?.value,
    ioNanos: io?.value,
    interruptNanos: numbers.interrupts?.value,
    ipiNanos: numbers.ipis?.value,
    walkFactor: walkFactor?.value,
    hostShare: hostShare?.value,
  }
}

/** Seconds that a second of native time takes under a technique. */
export function stretch(load: Load, technique: string, emulatedDevice = false): number {
  return measured('technique.overhead', overheadInput(load, technique, emulatedDevice), 'total')
}

/** What one event costs under a technique beyond native, seconds: a million of them, by the law. */
export function eventSeconds(event: 'syscalls' | 'privileged' | 'pageFaults', technique: string): number {
  const million = 1000000
  return (
    measured('technique.overhead', overheadInput({ [event]: million }, technique, false), event) / million
  )
}

/** Page faults per second of native time with which a load takes `stretched` times as long under a technique. */
export function faultsThatStretch(load: Load, technique: string, stretched: number): number {
  // The law is a sum: what the rest of the load leaves is the faults'.
  return (stretched - stretch(load, technique)) / eventSeconds('pageFaults', technique)
}
