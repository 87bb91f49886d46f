// The catalogue's promises: every number has a source that exists, every id is one thing, every entry has its words.
import { expect, test } from 'vitest'
import {
  apps,
  bundles,
  findApp,
  findFlavour,
  findGuest,
  findKernel,
  findMachine,
  findMix,
  findTechnique,
  findWrap,
  flavours,
  guests,
  hypervisors,
  kernels,
  machines,
  mixes,
  nativeProfile,
  runtimes,
  sources,
  techniques,
  wraps,
  type Sourced,
} from '../../../src/sim/catalog'
import english from '../../../src/sim/catalog/text.en.json'
import chinese from '../../../src/sim/catalog/text.zh-CN.json'
import englishWraps from '../../../src/sim/catalog/wraps/text.en.json'
import chineseWraps from '../../../src/sim/catalog/wraps/text.zh-CN.json'

const texts: readonly Readonly<Record<string, string>>[] = [
  { ...english, ...englishWraps },
  { ...chinese, ...chineseWraps },
]

/** Every list of the catalogue, under the name its texts are filed by. */
const lists = {
  kernel: kernels,
  wrap: wraps,
  machine: machines,
  flavour: flavours,
  app: apps,
  guest: guests,
  mix: mixes,
  technique: techniques,
}
const bundled = [nativeProfile, ...bundles]

const numbers = [...sourcedNumbers('catalog', { ...lists, bundled })]

test('the walk over the catalogue finds the numbers it is to check', () => {
  // Memory and CPU of each wrapping, three per machine, two per app, one per guest, two more of ESXi, one of Hyper-V.
  const wrapped = [...wraps, ...bundled]
  const profiles = 2 * wrapped.length + 3 * machines.length + 2 * apps.length + guests.length + 2 + 1
  // Each has a start and traits; what is reachable alone are four.
  const more = wrapped.map(({ start, traits }) => [...sourcedNumbers('', { start, traits })].length)
  expect(Math.min(...more)).toBeGreaterThan(5)
  const rates = mixes.reduce((sum, mix) => sum + Object.keys(mix.numbers).length, 0)
  // By technique: native has none, trap and emulate eight events and two more, and so on.
  const costs = [0, 10, 11, 9, 9, 7, 2, 4, 5, 4, 5].reduce((sum, count) => sum + count, 0)
  const expected = profiles + rates + costs + more.reduce((sum, one) => sum + one, 0)
  expect(numbers).toHaveLength(expected)
})

test.each(numbers)('%s is finite, within its range, and from a source that exists', (_, number) => {
  expect(Number.isFinite(number.value)).toBe(true)
  expect(number.unit).not.toBe('')
  expect(Object.keys(sources)).toContain(number.source)
  const [least, most] = number.range ?? [number.value, number.value]
  expect(number.value).toBeGreaterThanOrEqual(least)
  expect(number.value).toBeLessThanOrEqual(most)
  for (const text of texts) if (number.note !== undefined) expect(text[number.note]).toBeTruthy()
})

test('machines and flavours name sources that exist', () => {
  for (const { source } of [...machines, ...flavours]) expect(Object.keys(sources)).toContain(source)
})

test.each(Object.entries(lists))('each %s has an id of its own', (_, list) => {
  expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
})

test.each(Object.entries(lists))(
  'each %s has an id that a scenario may write, and a name in both languages',
  (list, entries) => {
    for (const { id } of entries) {
      expect(id).toMatch(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/)
      for (const text of texts) expect(text[`catalog.${list}.${id}`]).toBeTruthy()
    }
  },
)

test('hypervisors run on kernels that exist: of their own, or as a program of a general system', () => {
  for (const { id, hosts } of hypervisors) {
    expect(hosts.length).toBeGreaterThan(0)
    const hosted = ['virtualbox', 'qemu-tcg'].includes(id)
    if (hosted) expect(hosts).toContain('linux')
    for (const host of hosts) expect(hosted ? ['os', 'type-1'] : ['type-1']).toContain(findKernel(host)?.type)
  }
})

test('every machine keeps memory for workloads after the host has its share', () => {
  for (const { memoryMiB, hostReserve, idleWatts, peakWatts } of machines) {
    expect(memoryMiB).toBeGreaterThan(hostReserve.value)
    expect(peakWatts.value).toBeGreaterThanOrEqual(idleWatts.value)
  }
})

test('notes of kernels have their sentence', () => {
  for (const { note } of kernels)
    for (const text of texts) if (note !== undefined) expect(text[note]).toBeTruthy()
})

test('addresses of sources are whole and secure', () => {
  for (const source of Object.values(sources))
    if ('address' in source) expect(source.address).toMatch(/^https:\/\/\S+$/)
})

test('a look-up finds every entry by its id, and nothing by an unknown one', () => {
  const finders = {
    kernel: findKernel,
    wrap: findWrap,
    machine: findMachine,
    flavour: findFlavour,
    app: findApp,
    guest: findGuest,
    mix: findMix,
  }
  for (const technique of techniques) expect(findTechnique(technique.id)).toBe(technique)
  for (const [list, find] of Object.entries(finders)) {
    for (const entry of lists[list as keyof typeof lists]) expect(find(entry.id)).toBe(entry)
    expect(find('no-such-entry')).toBeUndefined()
    expect(find('constructor')).toBeUndefined()
  }
})

test('the ESXi numbers reproduce the vendor’s table within 1 %', () => {
  const esxi = hypervisors.find(({ id }) => id === 'esxi')
  const overhead = (guestMiB: number, vcpus: number) =>
    (esxi?.vmm.base.value ?? NaN) +
    (esxi?.vmm.perGuestMiB?.value ?? NaN) * guestMiB +
    (esxi?.vmm.perExtraVcpu?.value ?? NaN) * (vcpus - 1)
  for (const [guestMiB, vcpus, published] of [
    [256, 1, 20.29],
    [4096, 1, 48.64],
    [256, 2, 24.28],
  ] as const) {
    expect(Math.abs(overhead(guestMiB, vcpus) / published - 1)).toBeLessThan(0.01)
  }
})

test('gVisor takes the published 19.6 MB more than runc', () => {
  const memory = (id: string) => runtimes.find((runtime) => runtime.id === id)?.memory.value ?? NaN
  expect((memory('gvisor') - memory('runc')) * 1.048576).toBeCloseTo(19.6, 1)
})

/** All numbers with a source anywhere below a value, with the path that leads there. */
function* sourcedNumbers(path: string, value: unknown): Generator<[string, Sourced]> {
  if (typeof value !== 'object' || value === null) return
  if ('value' in value && 'source' in value) yield [path, value as Sourced]
  else for (const [key, child] of Object.entries(value)) yield* sourcedNumbers(`${path}.${key}`, child)
}
