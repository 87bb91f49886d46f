/** A life's state and the commands that lead out of it. */
import type { Command, LifeView } from '../../../sim'
import { wayOf, type Machine } from '../../../viz/states'

/** What commands call it: VM commands speak of the kernel, all others of the workload. */
export interface LifeSubject {
  readonly workload: string
  readonly kernel: string
  /** A name that no snapshot of it has yet. */
  readonly snapshot: string
}

export interface WayOut {
  readonly command: string
  /** Null where it stays as it is. */
  readonly to: string | null
  /** Index into the machine's ways; -1 for none. */
  readonly way: number
  /** On the arrow and on its button; 0 for none. */
  readonly number: number
}

/** The state of the machine's own words that it is in; null when it says none. */
export function presentState(machine: Machine, { libvirt, oci, docker }: LifeView): string | null {
  const known = (word: string | null) => {
    const state = word?.toLowerCase().replace(/^vir_domain_/, '') ?? null
    return machine.states.find(({ id }) => id === state)?.id ?? null
  }
  if (machine.id === 'vm') return known(libvirt)
  // Paused and restarting are Docker's words: OCI calls both by another.
  return docker === 'paused' || docker === 'restarting' ? docker : known(oci)
}

/** Ways out of a state that are open now, numbered as they are drawn. */
export function waysOut(
  machine: Machine,
  state: string | null,
  allowed: readonly string[],
): readonly WayOut[] {
  const open = allowed
    .map((command) => ({ command, way: wayOf(machine, state, command) }))
    .filter(({ way }) => way >= 0)
    .sort((one, other) => one.way - other.way)
  const numbers = [...new Set(open.map(({ way }) => way))]
  return open.map(({ command, way }) => ({
    command,
    to: machine.ways[way]?.to ?? null,
    way,
    number: numbers.indexOf(way) + 1,
  }))
}

/** Commands that say more than whom they are about are given elsewhere. */
const needMore: ReadonlySet<string> = new Set([
  'vm.migrate',
  'vm.resize',
  'vm.revert',
  'vm.delete-snapshot',
  'workload.move',
  'workload.migrate',
  'workload.resize',
])

/** Null for a command that a button alone cannot give. */
export function commandOf(name: string, { workload, kernel, snapshot }: LifeSubject): Command | null {
  const [family = ''] = name.split('.')
  const about = family === 'vm' || family === 'vmm' || family === 'kernel' ? kernel : workload
  if (needMore.has(name) || about === '') return null
  if (name === 'vm.snapshot') return { name, args: { vm: kernel, name: snapshot } }
  switch (family) {
    case 'vm':
    case 'vmm':
      return { name, args: { vm: kernel } }
    case 'kernel':
      return { name, args: { kernel } }
    case 'container':
      return { name, args: { container: workload } }
    case 'process':
    case 'workload':
      return { name, args: { workload } }
    default:
      return null
  }
}

/** Snapshots that are taken here bear the time, in ms. */
export function snapshotNameAt(now: number): string {
  return `at-${Math.floor(now / 1000)}`
}
