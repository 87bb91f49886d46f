// The law of overhead: the worked examples of the model book, and what must hold for any load.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateLaw, exitCauses, laws, sources } from '../../../../src/sim'
import { mixes, type MixProfile } from '../../../../src/sim/catalog'
import { lawOf } from '../law'
import { forAll } from '../../../support/for-all'
import {
  eventNames,
  pageSizeNames,
  techniqueNames,
  techniquesOfKind,
  type MixPlan,
  type PageSize,
  type Technique,
} from '../../../../src/sim/model/plan'
import { mixOverhead } from '../../../../src/sim/model/technique'
import { measuredPpm, mixPpm } from '../../../../src/sim/model/technique/overhead'
import { planMix, planTechnique } from '../../../../src/sim/scenario/nature'
import { scenario } from '../../../support/builders'

const costsOf = (technique: Technique) => planTechnique(techniqueNames.indexOf(technique))

function mixNamed(id: string): MixPlan {
  const mix = planMix(scenario([], []), id)
  if (mix === undefined) throw new Error(`no mix ${id}`)
  return mix
}

function costOf(mix: MixPlan, technique: Technique, guest: PageSize = '4K', host: PageSize = guest) {
  const code = (page: PageSize) => pageSizeNames.indexOf(page)
  return mixOverhead(mix, technique, costsOf(technique), code(guest), code(host))
}

const total = (mix: MixPlan, technique: Technique, guest?: PageSize, host?: PageSize): number =>
  costOf(mix, technique, guest, host).total

interface Evaluated {
  readonly total: number
  readonly relativePerformance: number
  readonly percent: number
  readonly perSecond: number
  readonly guest: number
  readonly host: number
}
const evaluate = (id: string, input: unknown): Evaluated => lawOf(id).evaluate(input) as Evaluated

describe('the worked examples', () => {
  test.each([
    [10000, 2000, 0.667],
    [50000, 2000, 3.333],
    [100000, 1200, 4],
  ])('O-1: %d exits of %d cycles take %d %% of a core', (exitsPerSecond, cyclesPerExit, percent) => {
    const found = evaluate('technique.exit-share', { exitsPerSecond, cyclesPerExit, gigahertz: 3 })
    expect(found.percent).toBeCloseTo(percent, 3)
  })

  test.each([
    [0.05, 1.0967, 8.8],
    [0.1, 1.193, 16.2],
  ])('O-2: nested paging with %d of the time in walks', (walkShare, slowdown, lossPercent) => {
    const found = evaluate('technique.overhead', { walkShare, walkFactor: 4.4 / 1.5 })
    expect(found.total).toBeCloseTo(slowdown, 3)
    expect(100 * (1 - found.relativePerformance)).toBeCloseTo(lossPercent, 1)
  })

  test('O-3: binary translation beats shadow paging, and nested paging beats both', () => {
    const mix = mixNamed('fork-heavy')
    expect(total(mix, 'binary-translation')).toBeCloseTo(1.13, 3)
    expect(total(mix, 'hvm-shadow')).toBeCloseTo(1.163, 3)
    expect(total(mix, 'hvm-nested')).toBeCloseTo(1.058, 3)
  })

  test('a million empty system calls of gVisor by ptrace take as long as published, beyond those of runc', () => {
    const mix = { ...mixNamed('null-syscall'), syscalls: 1000000 }
    expect(costOf(mix, 'user-kernel-ptrace').events.syscalls).toBeCloseTo(38.219 - 1.939, 6)
  })
})

describe('every law of techniques', () => {
  const own = [...laws.values()].filter(({ id }) => id.startsWith('technique.'))

  test('gives what its examples say, and names sources that exist', () => {
    expect(own.length).toBe(8)
    for (const law of own) {
      expect(law.examples.length).toBeGreaterThan(0)
      for (const { input, output } of law.examples) expect(evaluateLaw(law, input)).toEqual(output)
      for (const source of law.sources) expect(Object.keys(sources)).toContain(source)
    }
  })
})

describe('a second of native time', () => {
  const rate = fc.integer({ min: 0, max: 100000 })
  const load = fc
    .record({
      kernelPermille: fc.integer({ min: 0, max: 1000 }),
      syscalls: rate,
      privileged: rate,
      pageTable: rate,
      pageFaults: rate,
      contextSwitches: rate,
      io: rate,
      interrupts: rate,
      ipis: rate,
      walkPermille: fc.integer({ min: 0, max: 1000 }),
      workingSetMiB: fc.integer({ min: 0, max: 1000000 }),
      access: fc.integer({ min: 0, max: 1 }),
      emulatedDevice: fc.boolean(),
    })
    .map((numbers): MixPlan => ({ ...mixNamed('compute'), ...numbers }))
  const technique = fc.constantFrom(...techniqueNames)
  const page = fc.constantFrom(...pageSizeNames)

  test('costs what its parts cost, and they are the same whenever they are asked for', () => {
    forAll(fc.tuple(load, technique, page, page), 300, ([mix, one, guest, host]) => {
      const cost = costOf(mix, one, guest, host)
      const events = eventNames.reduce((sum, name) => sum + cost.events[name], 0)
      expect(cost.total).toBeCloseTo(1 + cost.code + events + cost.walks, 9)
      expect(cost.guest + cost.host).toBeCloseTo(cost.total, 9)
      expect(costOf(mix, one, guest, host)).toEqual(cost)
    })
  })

  test('is in whole millionths that add up, and never less than native', () => {
    forAll(fc.tuple(load, technique, page, page), 300, ([mix, one, guest, host]) => {
      const ppm = mixPpm(costOf(mix, one, guest, host))
      expect(ppm.guestPpm).toBe(1000000 + ppm.codePpm + ppm.exitPpm + ppm.walkPpm)
      for (const part of Object.values(ppm)) {
        expect(Number.isInteger(part)).toBe(true)
        expect(part).toBeGreaterThanOrEqual(0)
      }
      const { total: exact } = costOf(mix, one, guest, host)
      expect(Math.abs(ppm.guestPpm + ppm.hostPpm - exact * 1000000)).toBeLessThanOrEqual(2)
    })
  })

  test('is never cheaper with more of an event', () => {
    const event = fc.constantFrom(...eventNames)
    forAll(
      fc.tuple(load, technique, event, fc.integer({ min: 1, max: 10000 })),
      300,
      ([mix, one, name, more]) => {
        expect(total({ ...mix, [name]: mix[name] + more }, one)).toBeGreaterThanOrEqual(total(mix, one))
      },
    )
  })

  test('costs nothing more natively, whatever it does', () => {
    forAll(fc.tuple(load, page), 100, ([mix, guest]) => {
      expect(total(mix, 'native', guest)).toBe(1)
    })
  })

  test('beyond a thousand times native is told as a thousand times', () => {
    const mix = { ...mixNamed('compute'), syscalls: 100000000 }
    expect(mixPpm(costOf(mix, 'user-kernel-ptrace')).exitPpm).toBe(1000000000)
  })
})

describe('techniques against each other', () => {
  test('hardware assistance without nested paging loses to binary translation where page tables change much', () => {
    const rates = fc.record({
      kernelPermille: fc.integer({ min: 0, max: 300 }),
      syscalls: fc.integer({ min: 0, max: 100000 }),
      pageTable: fc.integer({ min: 50000, max: 500000 }),
      pageFaults: fc.integer({ min: 10000, max: 100000 }),
    })
    forAll(rates, 200, (given) => {
      const mix = { ...mixNamed('fork-heavy'), ...given }
      expect(total(mix, 'hvm-shadow')).toBeGreaterThan(total(mix, 'binary-translation'))
    })
  })

  test('and wins where system calls are all there is', () => {
    forAll(fc.integer({ min: 1, max: 1000000 }), 100, (syscalls) => {
      const mix = {
        ...mixNamed('syscall-heavy'),
        pageTable: 0,
        pageFaults: 0,
        contextSwitches: 0,
        syscalls,
        interrupts: 0,
        privileged: 0,
      }
      expect(total(mix, 'hvm-shadow')).toBeLessThan(total(mix, 'binary-translation'))
    })
  })

  test('nested paging loses to shadow paging on random reads with small pages, and wins with huge ones', () => {
    const mix = mixNamed('random-read')
    expect(total(mix, 'hvm-nested', '4K')).toBeGreaterThan(total(mix, 'hvm-shadow', '4K'))
    expect(total(mix, 'hvm-nested', '2M')).toBeLessThan(total(mix, 'hvm-shadow', '2M'))
  })

  test('huge pages on one side alone do not help the TLB', () => {
    const mix = mixNamed('random-read')
    const bare = (guest: PageSize, host: PageSize): number => costOf(mix, 'hvm-nested', guest, host).walks
    expect(bare('2M', '2M')).toBe(0)
    for (const [guest, host] of [
      ['2M', '4K'],
      ['4K', '2M'],
    ] as const) {
      expect(bare(guest, host)).toBeGreaterThan(0)
      // A shorter walk on one side still saves some references.
      expect(bare(guest, host)).toBeLessThan(bare('4K', '4K'))
    }
  })

  test('the ways into a kernel in user space differ by an order of magnitude', () => {
    const mix = mixNamed('syscall-heavy')
    const by = (one: Technique) => total(mix, one) - 1
    expect(by('user-kernel-ptrace')).toBeGreaterThan(10 * by('user-kernel-systrap'))
    expect(by('user-kernel-systrap')).toBeGreaterThan(
      by('user-kernel-kvm') - costOf(mix, 'user-kernel-kvm').walks,
    )
    expect(by('container')).toBeLessThan(0.01)
  })

  test('an emulated device costs more than a ring where there is one', () => {
    for (const one of techniquesOfKind.vm) {
      const ring = { ...mixNamed('io-heavy'), emulatedDevice: false }
      const emulated = { ...ring, emulatedDevice: true }
      const expected = one === 'paravirtual' ? 'toBe' : 'toBeGreaterThan'
      expect(total(emulated, one))[expected](total(ring, one))
    }
  })

  test('threads of the host bear a part of I/O and of nothing else', () => {
    const mix = mixNamed('io-heavy')
    const { host, events } = costOf(mix, 'hvm-nested')
    expect(host).toBeCloseTo(0.6 * events.io, 9)
    expect(costOf({ ...mix, io: 0 }, 'hvm-nested').host).toBe(0)
  })
})

describe('exits', () => {
  const busy = {
    syscalls: 7,
    privileged: 11,
    pageTable: 13,
    pageFaults: 17,
    contextSwitches: 19,
    io: 23,
    interrupts: 29,
    ipis: 31,
  }
  const all = 7 + 11 + 13 + 17 + 19 + 23 + 29 + 31

  test('are told in the order of the causes of the view', () => {
    expect(eventNames).toEqual(exitCauses)
  })

  test.each([
    ['native', 0],
    ['container', 0],
    ['trap-and-emulate', all],
    ['binary-translation', all - 11 - 13],
    ['paravirtual', all - 11],
    ['hvm-shadow', all - 7],
    ['hvm-nested', 11 + 23 + 29 + 31],
    ['user-kernel-ptrace', 7 + 17 + 23],
    ['user-kernel-kvm', 7 + 17 + 23],
    ['user-kernel-systrap', 7 + 17 + 23],
    ['emulation', 23],
  ] as const)('of %s are %d per second', (technique, perSecond) => {
    expect(evaluate('technique.exits', { technique, ...busy }).perSecond).toBe(perSecond)
  })

  test('cost time wherever they happen', () => {
    for (const technique of techniqueNames) {
      const rates = lawOf('technique.exits').evaluate({ technique, ...busy }) as Record<string, number>
      const { nanos } = costsOf(technique)
      for (const name of eventNames) if ((rates[name] ?? 0) > 0) expect(nanos[name]).toBeGreaterThan(0)
    }
  })
})

describe('without a mix', () => {
  test('the measured factors stand: a hypervisor’s as exits, a runtime’s as slower code', () => {
    expect(measuredPpm(1023, 1000)).toMatchObject({ exitPpm: 23000, codePpm: 0, guestPpm: 1023000 })
    expect(measuredPpm(1000, 1010)).toMatchObject({ exitPpm: 0, codePpm: 10000, guestPpm: 1010000 })
    forAll(
      fc.tuple(fc.integer({ min: 1000, max: 20000 }), fc.integer({ min: 1000, max: 20000 })),
      100,
      ([a, b]) => {
        expect(measuredPpm(a, b)).toMatchObject({ guestPpm: a * b, walkPpm: 0, hostPpm: 0 })
      },
    )
  })
})

test('every mix makes nested paging no dearer than trap and emulate, and emulation dearest for computing', () => {
  const named = (mix: MixProfile): MixPlan => mixNamed(mix.id)
  for (const mix of mixes.map(named)) {
    expect(total(mix, 'hvm-nested', '2M')).toBeLessThan(total(mix, 'trap-and-emulate', '2M'))
  }
  const compute = mixNamed('compute')
  for (const one of techniqueNames)
    expect(total(compute, one)).toBeLessThanOrEqual(total(compute, 'emulation'))
})

describe('the attack-surface index', () => {
  const surface = (
    reachableSyscalls: number,
    trustedKiloLines: number,
    sharedKernel: number,
    deviceKiloLines: number,
  ) =>
    lawOf('isolation.attack-index').evaluate({
      reachableSyscalls,
      trustedKiloLines,
      sharedKernel,
      deviceKiloLines,
    }) as {
      readonly [term: string]: number
    }

  test.each([
    [
      'Docker',
      [306, 30000, 1, 0],
      { index: 80.6, syscallTerm: 30.6, trustedTerm: 25, kernelTerm: 25, deviceTerm: 0 },
    ],
    [
      'Firecracker',
      [40, 120, 0, 50],
      { index: 23.7, syscallTerm: 4, trustedTerm: 11.63, kernelTerm: 0, deviceTerm: 8.06 },
    ],
    [
      'KVM with QEMU',
      [270, 120, 0, 1400],
      { index: 53.5, syscallTerm: 27, trustedTerm: 11.63, kernelTerm: 0, deviceTerm: 14.86 },
    ],
  ] as const)('O-37: of %s', (_, given, expected) => {
    const [syscalls, trusted, shared, device] = given
    const found = surface(syscalls, trusted, shared, device)
    for (const [term, value] of Object.entries(expected)) {
      // The book gives the index to one digit, its terms to two.
      expect(found[term]).toBeCloseTo(value, term === 'index' ? 1 : 2)
    }
  })

  test('is the sum of its terms, and each grows with what it counts', () => {
    const amount = fc.integer({ min: 0, max: 1000 })
    forAll(fc.tuple(amount, amount, fc.constantFrom(0, 0.5, 1), amount), 200, ([a, b, c, d]) => {
      const found = surface(a, b, c, d)
      const terms = ['syscallTerm', 'trustedTerm', 'kernelTerm', 'deviceTerm'].map(
        (term) => found[term] ?? NaN,
      )
      expect(terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(found['index'] ?? NaN, 9)
      expect(surface(a + 1, b + 1, c, d + 1)['index']).toBeGreaterThan(found['index'] ?? NaN)
    })
  })
})

test('what saves more time than there is, or is beyond any machine, is refused', () => {
  const law = lawOf('technique.overhead')
  expect(evaluateLaw(law, { syscalls: 1000000, syscallNanos: -1176 })).toHaveProperty('error')
  expect(evaluateLaw(law, { io: 1e308, ioNanos: 1e308 })).toHaveProperty('error')
})
