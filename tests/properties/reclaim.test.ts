// Whatever hosts promise and however they get it back: no page is lost, none is there twice, and it comes to rest.
import { consistent } from '../support/consistent'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { audit, standardModel, type Run, type Scenario, type WorkloadGroup } from '../../src/sim'
import { nextDue, stepInstant } from '../../src/sim/core'
import { scenarioArbitrary } from '../support/arbitraries'
import { cell, hour, rowsOf, second, startRun } from '../support/builders'
import { forAll } from '../support/for-all'
import { operatedStoryArbitrary } from '../support/operations'

const whole = (min: number, max: number) => fc.integer({ min, max })

const memoryArbitrary = fc.record(
  {
    activePercent: whole(0, 130),
    touchedPercent: whole(0, 100),
    samePercent: whole(0, 100),
    rewritesPerHour: fc.constantFrom(0, 10, 1000, 100000),
    touchesPerSecond: fc.constantFrom(0, 100, 10000, 1000000),
    shares: whole(1, 100000),
    reservationMiB: whole(0, 600),
    limitMiB: whole(1, 1200),
  },
  { requiredKeys: [] },
)

const cgroupArbitrary = fc.record(
  {
    memoryMinMiB: whole(0, 300),
    memoryLowMiB: whole(0, 300),
    memoryHighMiB: whole(1, 600),
    swapMaxMiB: whole(0, 300),
    oomScoreAdj: fc.constantFrom(-1000, -500, 0, 900),
  },
  { requiredKeys: [] },
)

const rulesArbitrary = fc.record(
  {
    sharing: fc.constantFrom('off', 'ksm', 'tps'),
    pagesToScan: fc.constantFrom(100, 5000),
    balloon: fc.boolean(),
    compression: fc.boolean(),
    swap: fc.constantFrom('none', 'nvme', 'hdd'),
    taxPercent: whole(0, 99),
    stepMillis: fc.constantFrom(500, 1000, 5000),
    balloonMiBps: fc.constantFrom(64, 1000),
    touchMiBps: fc.constantFrom(16, 64, 2000),
    acceptPercent: whole(0, 100),
  },
  { requiredKeys: [] },
)

/** Small worlds that promise up to four times what they have, with a load that does not change by itself. */
const storyArbitrary = fc
  .record({
    base: scenarioArbitrary({ maxRows: 30 }),
    memory: fc.array(memoryArbitrary, { minLength: 4, maxLength: 4 }),
    cgroup: fc.array(cgroupArbitrary, { minLength: 4, maxLength: 4 }),
    rules: rulesArbitrary,
    percent: whole(100, 400),
  })
  .map(({ base, memory, cgroup, rules, percent }): Scenario => {
    const workloads = base.workloads.map((load, at): WorkloadGroup => ({
      ...load,
      demand: { law: 'constant', millicores: 100 },
      memory: { ...memory[at] },
      cgroup: { ...cgroup[at] },
    }))
    const all = { memory: { overcommitPercent: percent }, reclaim: { ...rules } }
    return consistent({ ...base, horizon: 3 * hour, workloads, rules: all as NonNullable<Scenario['rules']> })
  })

/** Plays up to `instants` instants, or until nothing is planned; every law holds after each. */
function play(run: Run, instants: number): void {
  const { engine } = run
  for (let count = 0; nextDue(engine) >= 0 && nextDue(engine) <= run.end && count < instants; count++) {
    stepInstant(engine)
    expect(audit(engine.world, standardModel)).toBeNull()
  }
}

test('at every instant each page is in exactly one state, and free memory is what is left', () => {
  forAll(storyArbitrary, 80, (story) => play(startRun(story), 400))
})

test('what is reserved is never taken', () => {
  forAll(storyArbitrary, 60, (story) => {
    const run = startRun(story)
    play(run, 200)
    for (const unit of rowsOf(run, 'units')) {
      const pages = (column: string): number => cell(run, 'unitPages', column, unit)
      const group = cell(run, 'units', 'groupRow', unit)
      const limit = cell(run, 'groupMemory', 'limitMiB', group)
      const reservation = cell(run, 'groupMemory', 'reservationMiB', group)
      const kept = Math.min(reservation, limit === 0 ? reservation : limit) * 256
      const taken = pages('ballooned') + pages('compressed') + pages('swapped')
      if (taken > 0)
        expect(pages('promised') - taken).toBeGreaterThanOrEqual(Math.min(kept, pages('promised')))
    }
  })
})

test('a world in which nothing happens comes to rest', () => {
  forAll(storyArbitrary, 60, (story) => {
    // An hour-long scan is no rest, nor is a working set of which hardly a page is touched in a second.
    const busy = story.workloads.map((load) => ({
      ...load,
      memory: { ...load.memory, touchesPerSecond: 1000000 },
    }))
    const reclaim = { ...story.rules?.['reclaim'], sharing: 'off', stepMillis: 1000 }
    const run = startRun({ ...story, workloads: busy, rules: { ...story.rules, reclaim } })
    run.advance(3 * hour, Infinity)
    expect(rowsOf(run, 'hosts').map((host) => cell(run, 'hostReclaim', 'next', host))).toEqual(
      rowsOf(run, 'hosts').map(() => -1),
    )
  })
})

test('slices, seeks and replays end in the same world', () => {
  forAll(storyArbitrary, 16, (story) => {
    const end = hour / 10
    const run = startRun(story)
    run.advance(end, Infinity)
    const sliced = startRun(story, { workPerKeyframe: 200 })
    for (let at = 0; at <= 10; at++) sliced.advance((end / 10) * at, 1 + at)
    sliced.advance(end, Infinity)
    expect(sliced.hash()).toBe(run.hash())
    for (const part of [0.3, 0.8, 0.1, 1]) sliced.seek(Math.floor(end * part), Infinity)
    expect(sliced.hash()).toBe(run.hash())
  })
})

/** What operators do to the memory of groups and hosts, at random times; what cannot be done is refused. */
const memoryCommandArbitrary = fc.oneof(
  fc.record({ name: fc.constant('group.memory'), args: memoryArbitrary.map(useOnly) }),
  fc.record({
    name: fc.constant('group.memory-shares'),
    args: fc.record({ reservationMiB: whole(0, 600), limitMiB: whole(0, 1200) }, { requiredKeys: [] }),
  }),
)

function useOnly({ activePercent, touchedPercent, samePercent }: Record<string, number | undefined>) {
  const all = { activePercent, touchedPercent, samePercent }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

test('every law holds whatever is done to hosts that promise more than they have', () => {
  const stories = fc.record({
    story: operatedStoryArbitrary,
    rules: rulesArbitrary,
    percent: whole(100, 400),
    commands: fc.array(memoryCommandArbitrary, { maxLength: 4 }),
  })
  forAll(stories, 80, ({ story, rules, percent, commands }) => {
    const script = [...(story.script ?? [])]
    for (const [at, { name, args }] of commands.entries()) {
      const before = script[Math.min(at * 3, script.length - 1)]
      const group = story.workloads[at % Math.max(1, story.workloads.length)]
      if (before === undefined || group === undefined) continue
      const command = { name, args: { ...args, group: group.name } as Record<string, string | number> }
      script.splice(script.indexOf(before), 0, { at: before.at, command })
    }
    const all = { ...story.rules, memory: { overcommitPercent: percent }, reclaim: { ...rules } }
    const run = startRun({ ...story, script, rules: all as NonNullable<Scenario['rules']> })
    run.watch('memory.free', '')
    let at = 0
    while (at < run.end) {
      at = Math.min(run.end, at + second)
      run.advance(at, Infinity)
      expect(audit(run.engine.world, standardModel)).toBeNull()
    }
  })
})
