/**
 * The door of the catalogue: lists in the order they are shown, and look-ups that give undefined for an
 * unknown id.
 */
import { apps } from './apps'
import { flavours } from './flavours'
import { guests } from './guests'
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
} from './profile'

export type {
  AppProfile,
  BundleProfile,
  FlavourProfile,
  GuestProfile,
  HypervisorProfile,
  ImageProfile,
  KernelProfile,
  MachineProfile,
  MixNumber,
  MixProfile,
  PhaseProfile,
  RuntimeProfile,
  Sourced,
  StartProfile,
  SurfaceProfile,
  TraitsProfile,
  VmmMemory,
  WrapProfile,
} from './profile'
export { apps } from './apps'
export { flavours } from './flavours'
export { guests } from './guests'
export { images } from './images'
export { kernels } from './kernels'
export { machines } from './machines'
export { mixes } from './mixes'
export { mixNumbers } from './profile'
export { sources } from './sources'
export type { Source, SourceId, SourceKind } from './sources'
export { findTechnique, techniques } from './techniques'
export { bundles, findWrap, hypervisors, nativeProfile, runtimes, wraps } from './wraps'
export { addMixes, knownMix } from './known-mixes'
export { addWraps, knownWrap } from './wraps/known'

export function findKernel(id: string): KernelProfile | undefined {
  return kernels.find((kernel) => kernel.id === id)
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
