/**
 * The door of the catalogue: lists in the order they are shown, and look-ups that give undefined for an
 * unknown id.
 */
import { apps } from './apps'
import { flavours } from './flavours'
import { guests } from './guests'
import { hypervisors } from './hypervisors'
import { kernels } from './kernels'
import { machines } from './machines'
import { mixes } from './mixes'
import type {
  AppProfile,
  FlavourProfile,
  GuestProfile,
  KernelProfile,
  MachineProfile,
  MixProfile,
  WrapProfile,
} from './profile'
import { runtimes } from './runtimes'

export type {
  AppProfile,
  FlavourProfile,
  GuestProfile,
  HypervisorProfile,
  KernelProfile,
  MachineProfile,
  MixNumber,
  MixProfile,
  RuntimeProfile,
  Sourced,
  VmmMemory,
  WrapProfile,
} from './profile'
export { apps } from './apps'
export { flavours } from './flavours'
export { guests } from './guests'
export { hypervisors } from './hypervisors'
export { kernels } from './kernels'
export { machines } from './machines'
export { mixes } from './mixes'
export { mixNumbers } from './profile'
export { nativeProfile, runtimes } from './runtimes'
export { sources } from './sources'
export type { Source, SourceId, SourceKind } from './sources'
export { findTechnique, techniques } from './techniques'

/** Hypervisors and runtimes: everything a workload can be wrapped in. */
export const wraps: readonly WrapProfile[] = [...hypervisors, ...runtimes]

export function findKernel(id: string): KernelProfile | undefined {
  return kernels.find((kernel) => kernel.id === id)
}

export function findWrap(id: string): WrapProfile | undefined {
  return wraps.find((wrap) => wrap.id === id)
}

export function findMachine(id: string): MachineProfile | undefined {
  return machines.find((machine) => machine.id === id)
}

export function findFlavour(id: string): FlavourProfile | undefined {
  return flavours.find((flavour) => flavour.id === id)
}

export function findMix(id: string): MixProfile | undefined {
  return mixes.find((mix) => mix.id === id)
}

export function findApp(id: string): AppProfile | undefined {
  return apps.find((app) => app.id === id)
}

export function findGuest(id: string): GuestProfile | undefined {
  return guests.find((guest) => guest.id === id)
}
