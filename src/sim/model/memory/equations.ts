/** Laws of static memory accounting: what a copy occupies, what a host has left, and how many copies fit. */
import * as v from 'valibot'
import { defineEquation } from '../../core'

/** Memory a host can give to units. */
export function usableMiB(memoryMiB: number, hostReserveMiB: number): number {
  return memoryMiB - hostReserveMiB
}

/** The VMM's own memory for one guest, rounded up to whole MiB; rates in thousandths of a MiB. */
export function vmmMiB(
  base: number,
  perGuestMiB: number,
  perExtraVcpu: number,
  guestMiB: number,
  vcpus: number,
): number {
  return Math.ceil((base + perGuestMiB * guestMiB + perExtraVcpu * (vcpus - 1)) / 1000)
}

/** A VM on its host: what runs inside, its libraries, its guest system and its VMM. */
export function vmFootprintMiB(
  appMiB: number,
  librariesMiB: number,
  guestOsMiB: number,
  runtimeMiB: number,
  vmm: number,
): number {
  return appMiB + librariesMiB + guestOsMiB + runtimeMiB + vmm
}

/** A container on its host, beside the libraries that all containers of its image share. */
export function containerFootprintMiB(appMiB: number, runtimeMiB: number): number {
  return appMiB + runtimeMiB
}

/** Whole copies of one size that fit beside what is shared between them. */
export function copiesThatFit(usable: number, sharedMiB: number, copyMiB: number): number {
  return usable < sharedMiB ? 0 : Math.floor((usable - sharedMiB) / copyMiB)
}

/**
 * What a host may promise to guests, MiB: its memory without what VMMs, runtimes and image files use of it, which
 * must be there, times the overcommit.
 */
export function promiseMiB(usable: number, overheadMiB: number, percent: number): number {
  return Math.floor(((usable - overheadMiB) * percent) / 100)
}

/** What memory that must be physical takes of a host's promise, MiB. */
export function chargeMiB(MiB: number, percent: number): number {
  return percent === 100 ? MiB : Math.ceil((MiB * percent) / 100)
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const mib = v.object({ MiB: whole })

export const memoryEquations = [
  defineEquation({
    id: 'memory.usable',
    tex: 'usable = memory - reserve',
    input: v.object({ memoryMiB: whole, hostReserveMiB: whole }),
    output: mib,
    sources: ['assumed'],
    examples: [{ input: { memoryMiB: 65536, hostReserveMiB: 4096 }, output: { MiB: 61440 } }],
    evaluate: ({ memoryMiB, hostReserveMiB }) => ({ MiB: usableMiB(memoryMiB, hostReserveMiB) }),
  }),
  defineEquation({
    id: 'memory.vmm',
    tex: 'vmm = \\lceil base + a \\cdot guest + b\\,(vcpus - 1) \\rceil',
    input: v.object({
      baseMiB: v.pipe(v.number(), v.minValue(0)),
      perGuestMiB: v.pipe(v.number(), v.minValue(0)),
      perExtraVcpuMiB: v.pipe(v.number(), v.minValue(0)),
      guestMiB: whole,
      vcpus: positive,
    }),
    output: mib,
    sources: ['nsdi2020', 'vsphere-overhead'],
    examples: [
      {
        input: { baseMiB: 131, perGuestMiB: 0, perExtraVcpuMiB: 0, guestMiB: 1024, vcpus: 2 },
        output: { MiB: 131 },
      },
      // A base of 2.5 MiB is kept as 3 whole MiB.
      {
        input: { baseMiB: 2.5, perGuestMiB: 0, perExtraVcpuMiB: 0, guestMiB: 256, vcpus: 1 },
        output: { MiB: 3 },
      },
    ],
    evaluate: ({ baseMiB, perGuestMiB, perExtraVcpuMiB, guestMiB, vcpus }) => ({
      MiB: vmmMiB(baseMiB * 1000, perGuestMiB * 1000, perExtraVcpuMiB * 1000, guestMiB, vcpus),
    }),
  }),
  defineEquation({
    id: 'memory.vm-footprint',
    tex: 'vm = app + libraries + guestOS + runtime + vmm',
    input: v.object({
      appMiB: whole,
      librariesMiB: whole,
      guestOsMiB: whole,
      runtimeMiB: whole,
      vmmMiB: whole,
    }),
    output: mib,
    sources: ['nsdi2020', 'assumed'],
    examples: [
      {
        input: { appMiB: 1008, librariesMiB: 16, guestOsMiB: 225, runtimeMiB: 0, vmmMiB: 131 },
        output: { MiB: 1380 },
      },
    ],
    evaluate: (i) => ({
      MiB: vmFootprintMiB(i.appMiB, i.librariesMiB, i.guestOsMiB, i.runtimeMiB, i.vmmMiB),
    }),
  }),
  defineEquation({
    id: 'memory.container-footprint',
    tex: 'container = app + runtime',
    input: v.object({ appMiB: whole, runtimeMiB: whole }),
    output: mib,
    sources: ['gvisor-performance'],
    examples: [{ input: { appMiB: 1008, runtimeMiB: 4 }, output: { MiB: 1012 } }],
    evaluate: ({ appMiB, runtimeMiB }) => ({ MiB: containerFootprintMiB(appMiB, runtimeMiB) }),
  }),
  defineEquation({
    id: 'memory.free',
    tex: 'free = usable - used',
    input: v.object({ usableMiB: whole, usedMiB: whole }),
    output: mib,
    sources: ['derived'],
    examples: [{ input: { usableMiB: 61440, usedMiB: 59836 }, output: { MiB: 1604 } }],
    evaluate: ({ usableMiB: usable, usedMiB }) => ({ MiB: usable - usedMiB }),
  }),
  defineEquation({
    id: 'memory.fit',
    tex: 'copies = \\left\\lfloor \\frac{usable - shared}{copy} \\right\\rfloor',
    input: v.object({ usableMiB: whole, sharedMiB: whole, copyMiB: positive }),
    output: v.object({ copies: whole }),
    sources: ['derived'],
    examples: [
      { input: { usableMiB: 61440, sharedMiB: 0, copyMiB: 8548 }, output: { copies: 7 } },
      { input: { usableMiB: 61440, sharedMiB: 16, copyMiB: 8180 }, output: { copies: 7 } },
      { input: { usableMiB: 10, sharedMiB: 16, copyMiB: 1 }, output: { copies: 0 } },
    ],
    evaluate: (i) => ({ copies: copiesThatFit(i.usableMiB, i.sharedMiB, i.copyMiB) }),
  }),
  defineEquation({
    id: 'memory.promise',
    tex: 'promise = \\lfloor (usable - overhead) \\cdot overcommit \\rfloor',
    input: v.object({
      usableMiB: whole,
      overheadMiB: whole,
      percent: v.pipe(v.number(), v.safeInteger(), v.minValue(100), v.maxValue(400)),
    }),
    output: mib,
    sources: ['derived'],
    examples: [
      { input: { usableMiB: 61440, overheadMiB: 1440, percent: 100 }, output: { MiB: 60000 } },
      { input: { usableMiB: 61440, overheadMiB: 1440, percent: 150 }, output: { MiB: 90000 } },
    ],
    evaluate: (i) => ({ MiB: promiseMiB(i.usableMiB, i.overheadMiB, i.percent) }),
  }),
  defineEquation({
    id: 'memory.overhead',
    tex: 'overhead = \\frac{copy - app - libraries}{copy}',
    input: v.object({ copyMiB: positive, appMiB: whole, librariesMiB: whole }),
    output: v.object({ share: v.number() }),
    sources: ['derived'],
    examples: [{ input: { copyMiB: 512, appMiB: 48, librariesMiB: 16 }, output: { share: 0.875 } }],
    evaluate: (i) => ({ share: (i.copyMiB - i.appMiB - i.librariesMiB) / i.copyMiB }),
  }),
]
