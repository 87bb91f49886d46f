/** Containers: the OCI runtimes, what manages them, and containers with a whole user space inside. */
import type { RuntimeProfile, Sourced, StartProfile, TraitsProfile } from '../profile'
import { firstRunc } from './first'
import { filteredSurface } from './first-surfaces'
import { assumed, assumedFactor, from, megabytes, phase } from './numbers'
import { openSurface, zonesSurface } from './surfaces'

const container = { technique: 'container', boundary: 'container' } as const
/** 60 to 80 ns. */
export const hostSyscall = assumed(70, 'ns', 'container-syscall', [60, 80])
const nearNative = from('felter2014', 1, '1', 'runc-cpu', [1, 1.02])
const nginxMinimum = from('eurosys2021', megabytes(7), 'MiB', 'nginx-minimum', [megabytes(6), megabytes(7)])

/** On the host's own network and file system, with the usual filter of system calls. */
const bare: TraitsProfile = {
  syscallNanos: hostSyscall,
  receiveFactor: from('felter2014', 1, '1', 'host-network'),
  sendFactor: from('felter2014', 1, '1', 'host-network'),
  roundTripMicros: from('felter2014', 0, 'µs', 'host-network'),
  randomReadFactor: from('felter2014', 1, '1', 'host-disk'),
  deepReadFactor: from('felter2014', 1, '1', 'host-disk'),
  minimumMiB: nginxMinimum,
  surface: filteredSurface,
  liveMigration: 'checkpoint',
  density: 'catalog.density.memory',
}

/** Behind a veth pair and a bridge. */
const managed: TraitsProfile = {
  ...bare,
  roundTripMicros: assumed(10, 'µs', 'bridge-round-trip', [1, 37.5]),
}

/** 60 ms for the network and 15 for the snapshot are the manager's own. */
function managedStart(runtime: { readonly create: number; readonly start: number }): StartProfile {
  const of = (value: number): Sourced => assumed(value, 'ms', 'manager-split')
  return {
    phases: [
      phase('sandbox', of(60), 30),
      phase('create', of(15 + runtime.create), 15 + runtime.create),
      phase('start', of(runtime.start), runtime.start),
    ],
  }
}

const shimMemory = assumed(megabytes(6.5), 'MiB', 'shim-memory', [megabytes(3), megabytes(10)])

const runc: RuntimeProfile = { ...firstRunc, traits: bare }

const crun: RuntimeProfile = {
  ...container,
  id: 'crun',
  title: 'crun',
  memory: from('crun-readme', 0.5, 'MiB', 'crun-memory'),
  cpuFactor: nearNative,
  start: {
    whole: from('crun-readme', 17, 'ms', 'crun-split'),
    phases: [
      phase('create', assumed(8, 'ms', 'crun-split'), 8),
      phase('start', assumed(9, 'ms', 'crun-split'), 9),
    ],
  },
  traits: bare,
}

const containerd: RuntimeProfile = {
  ...container,
  id: 'containerd',
  title: 'containerd',
  memory: shimMemory,
  cpuFactor: nearNative,
  start: managedStart({ create: 15, start: 18 }),
  traits: managed,
}

const crio: RuntimeProfile = { ...containerd, id: 'cri-o', title: 'CRI-O' }

const docker: RuntimeProfile = {
  ...container,
  id: 'docker',
  title: 'Docker Engine',
  memory: shimMemory,
  cpuFactor: nearNative,
  start: {
    whole: from('lightvm-figures', 150, 'ms', 'docker-split'),
    phases: [
      phase('sandbox', assumed(60, 'ms', 'docker-split'), 30),
      phase('create', assumed(72, 'ms', 'docker-split'), 60),
      phase('start', assumed(18, 'ms', 'docker-split'), 18),
    ],
    growth: {
      millisAt1000: from('lightvm-figures', 283, 'ms', 'docker-growth'),
      exponent: assumed(1, '1', 'docker-growth'),
    },
  },
  traits: {
    ...managed,
    roundTripMicros: from('felter2014', 37.5, 'µs', 'nat-round-trip'),
    imageMiB: assumed(megabytes(300), 'MiB', 'docker-image'),
    density: 'catalog.density.docker',
  },
}

/** A whole user space with its init: services start inside. */
const systemTraits: TraitsProfile = {
  syscallNanos: hostSyscall,
  receiveFactor: assumedFactor(0.985, [0.97, 1]),
  sendFactor: assumedFactor(0.985, [0.97, 1]),
  roundTripMicros: assumed(3, 'µs', 'consensus', [1, 5]),
  randomReadFactor: assumedFactor(0.985, [0.97, 1]),
  deepReadFactor: assumedFactor(0.985, [0.97, 1]),
  imageMiB: assumed(megabytes(300), 'MiB', 'system-image', [megabytes(100), megabytes(500)]),
  surface: openSurface,
  liveMigration: 'checkpoint',
  density: 'catalog.density.memory',
}

/** Its init and services are what it starts. */
function systemStart(note: string, services: number): StartProfile {
  return {
    phases: [
      phase('sandbox', assumed(60, 'ms', note), 30),
      phase('create', assumed(30, 'ms', note), 30),
      phase('start', assumed(services, 'ms', note), 400, 40),
    ],
  }
}

const lxc: RuntimeProfile = {
  ...container,
  id: 'lxc',
  title: 'LXC',
  memory: assumed(megabytes(25), 'MiB', 'system-memory', [megabytes(10), megabytes(40)]),
  cpuFactor: assumedFactor(1.01, [1, 1.02]),
  start: systemStart('lxc-boot', 1560),
  traits: systemTraits,
}

const openvz: RuntimeProfile = {
  ...lxc,
  id: 'openvz',
  title: 'OpenVZ',
}

const zones: RuntimeProfile = {
  ...container,
  id: 'zones',
  title: 'illumos Zones',
  hosts: ['illumos'],
  memory: assumed(megabytes(40), 'MiB', 'zones-memory', [megabytes(20), megabytes(60)]),
  cpuFactor: assumedFactor(1.01, [1, 1.02]),
  start: systemStart('zones-boot', 2910),
  traits: { ...systemTraits, surface: zonesSurface, liveMigration: 'no' },
}

export const applicationContainers: readonly RuntimeProfile[] = [runc, crun, containerd, crio, docker]
export const systemContainers: readonly RuntimeProfile[] = [lxc, openvz, zones]
