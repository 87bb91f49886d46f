// Each experiment, done to the real engine, shows what it says: the surprise is read from the run, never typed in.
import { describe, expect, test } from 'vitest'
import { texts } from '../../src/i18n/gather'
import { locales } from '../../src/i18n/locale'
import { argumentsOf } from '../../src/i18n/text'
import { argumentsFor, experiments, experimentTitled, looksOf, readAll } from '../../src/lessons/experiments'
import type { Experiment } from '../../src/lessons/experiments'
import { audit, library, sources, standardModel, type Run } from '../../src/sim'
import { allAtOnce, startRun } from '../support/builders'

function named(id: string): Experiment {
  const found = experiments.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no experiment ${id}`)
  return found
}

function read(run: Run, experiment: Experiment): readonly number[] {
  const numbers = readAll(
    experiment,
    looksOf(experiment).map((look) => run.look(look)),
  )
  if (numbers === null) throw new Error(`${experiment.id}: a measure cannot be read`)
  return numbers
}

/** All steps, with the numbers before and after each; a refused command fails the test. */
function play(experiment: Experiment): {
  readonly run: Run
  readonly readings: readonly (readonly number[])[]
} {
  const scenario = library[experiment.id]
  if (scenario === undefined) throw new Error(`no scenario ${experiment.id}`)
  const run = startRun(scenario)
  const readings = [read(run, experiment)]
  for (const { id, actions } of experiment.steps) {
    for (const action of actions) {
      if (action.do === 'seek') run.seek(action.to, allAtOnce)
      if (action.do === 'perform')
        expect([experiment.id, id, run.perform(action.command)]).toEqual([experiment.id, id, null])
    }
    readings.push(read(run, experiment))
  }
  return { run, readings }
}

/** By the names that the sentences use, {exits2}: a measure after so many steps. */
function numbersOf(id: string): (name: string) => number {
  const experiment = named(id)
  const args = argumentsFor(experiment.measures, play(experiment).readings)
  return (name) => {
    const value = args[name]
    if (value === undefined) throw new Error(`${id} measures no ${name}`)
    return value
  }
}

test('there is one for each misconception that a world can show', () => {
  expect(experiments.map(({ misconception }) => misconception)).toEqual([3, 4, 5, 6, 7, 9, 10, 11, 12, 13])
})

describe.each(experiments.map((experiment) => ({ id: experiment.id, experiment })))(
  '$id',
  ({ id, experiment }) => {
    test('has a small world of its own, found by its title', () => {
      const scenario = library[id]
      expect(experimentTitled(scenario?.title ?? '')).toBe(experiment)
      const workloads = (scenario?.workloads ?? []).map(({ count }) => count)
      expect(workloads).not.toContain('fill')
      expect(workloads.reduce<number>((sum, count) => sum + Number(count), 0)).toBeLessThanOrEqual(60)
      expect(scenario?.horizon).toBeLessThanOrEqual(600 * 1000000)
    })

    test('every step is done, moves only inside the run, and leaves a sound world', () => {
      expect(experiment.steps.length).toBeGreaterThanOrEqual(2)
      expect(experiment.steps.length).toBeLessThanOrEqual(4)
      const { run, readings } = play(experiment)
      expect(readings).toHaveLength(experiment.steps.length + 1)
      expect(audit(run.engine.world, standardModel)).toBeNull()
      for (const { actions } of experiment.steps)
        for (const action of actions) if (action.do === 'seek') expect(action.to).toBeLessThan(run.end)
    })

    test('something is measured before and after that differs', () => {
      const { readings } = play(experiment)
      const moved = experiment.measures.filter((_, at) =>
        readings.some((numbers) => numbers[at] !== readings[0]?.[at]),
      )
      expect(moved.length).toBeGreaterThan(0)
    })

    test.each(locales)('has exactly the sentences it needs in %s', (locale) => {
      const prefix = `experiment.${id}.`
      const written = Object.keys(texts[locale]).filter((key) => key.startsWith(prefix))
      const wanted = [
        'belief',
        'truth',
        ...experiment.steps.map((step) => `step.${step.id}`),
        ...experiment.measures.map((measure) => `measure.${measure.id}`),
      ]
      expect(written.sort()).toEqual(wanted.map((key) => prefix + key).sort())
    })

    test.each(locales)('takes every number of its truth from the run in %s', (locale) => {
      const truth = texts[locale][`experiment.${id}.truth`] ?? ''
      const args = argumentsFor(experiment.measures, play(experiment).readings)
      expect(argumentsOf(truth).length).toBeGreaterThan(3)
      for (const name of argumentsOf(truth)) expect([name, typeof args[name]]).toEqual([name, 'number'])
    })

    test('names its sources', () => {
      expect(experiment.sources.length).toBeGreaterThan(0)
      for (const source of experiment.sources) expect(Object.keys(sources)).toContain(source)
    })
  },
)

test.each(locales)('no sentence of an experiment holds a number that somebody typed, in %s', (locale) => {
  const prefixes = experiments.map(({ id }) => `experiment.${id}.`)
  const sentences = Object.entries(texts[locale]).filter(([key]) =>
    prefixes.some((one) => key.startsWith(one)),
  )
  expect(sentences.length).toBeGreaterThan(80)
  for (const [key, sentence] of sentences) {
    const words = sentence.replace(/\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, '').replace(/p99/g, '')
    expect([key, words.match(/\d+/)?.[0]]).toEqual([key, undefined])
  }
})

test('3: all containers share one kernel, and fall with it; a VM falls alone', () => {
  const of = numbersOf('whose-kernel')
  expect([of('boxKernels0'), of('guestKernels0')]).toEqual([1, 13])
  expect([of('boxes0'), of('boxes2'), of('boxes3')]).toEqual([12, 12, 0])
  expect([of('guests0'), of('guests2'), of('guests3')]).toEqual([12, 11, 11])
  expect(of('guestMemory0')).toBeGreaterThan(1.3 * of('boxMemory0'))
})

test('4: containers never leave for a hypervisor, VMs do with all the work', () => {
  const of = numbersOf('counting-exits')
  expect([of('boxExits0'), of('boxExits1'), of('boxExits2')]).toEqual([0, 0, 0])
  expect(of('guestExits0')).toBeGreaterThan(0)
  expect(of('guestExits1')).toBeGreaterThan(of('guestExits0'))
  expect(of('guestExits2')).toBeGreaterThan(10 * of('guestExits1'))
  expect(of('guestUsed2')).toBeGreaterThan(1.1 * of('boxUsed2'))
})

test('5: no system call exits; input and output do, and page tables without nested paging', () => {
  const of = numbersOf('what-exits')
  for (const moment of [0, 1, 2, 3, 4]) expect(of(`syscalls${moment}`)).toBe(0)
  expect(of('exits2')).toBeGreaterThan(10 * of('exits1'))
  expect(of('exits3')).toBe(0)
  expect(of('exits4')).toBeGreaterThan(of('exits2'))
})

test('6: the first hardware lost to binary translation on page tables, and won on system calls', () => {
  const of = numbersOf('three-generations')
  expect(of('work0')).toBeGreaterThan(of('work1'))
  expect(of('work2')).toBeGreaterThan(of('work0'))
  expect(of('work4')).toBeGreaterThan(of('work3'))
  // O-3 of the model book: 1.130, 1.163 and 1.058 of native CPU time, on four vCPUs.
  expect(of('work0') / 4000).toBeCloseTo(1 / 1.13, 1)
  expect(of('work1') / of('work0')).toBeCloseTo(1.13 / 1.163, 2)
  expect(of('work2') / of('work0')).toBeCloseTo(1.13 / 1.058, 2)
})

test('7: nested paging costs random readers much, and huge pages give it back', () => {
  const of = numbersOf('price-of-a-walk')
  expect(of('work1')).toBeLessThan(0.8 * of('work0'))
  expect(of('work2')).toBeGreaterThanOrEqual(0.99 * of('work0'))
  expect(of('work3')).toBeGreaterThan(1.2 * of('work1'))
  expect(of('walks1')).toBeGreaterThan(5 * of('walks3'))
})

test('9: more vCPUs than cores wait, and do no more work in the end', () => {
  const of = numbersOf('vcpus-in-line')
  expect([of('guests0'), of('guests3')]).toEqual([2, 12])
  expect(of('ready0')).toBeLessThan(0.05)
  for (const moment of [1, 2, 3]) {
    expect(of(`ready${moment}`)).toBeGreaterThan(of(`ready${moment - 1}`))
    expect(of(`p${moment}`)).toBeGreaterThan(of(`p${moment - 1}`))
  }
  expect(of('work3')).toBeLessThan(1.2 * of('work2'))
  expect(of('work3')).toBeLessThan(8000)
})

test('10: shares bind only in need, a reservation is a floor, a limit wastes what is idle', () => {
  const of = numbersOf('weight-and-cap')
  expect([of('light0'), of('light1'), of('light2'), of('light3'), of('light4')]).toEqual([
    8000, 800, 3000, 8000, 2000,
  ])
  expect(of('heavy1')).toBe(7200)
  expect(of('used4')).toBeLessThan(0.3 * of('used3'))
})

test('11: a limit above the use makes the tail long, and nobody steals', () => {
  const of = numbersOf('frozen-by-quota')
  expect(of('used1')).toBe(of('used0'))
  expect(of('used1')).toBeLessThan(200)
  expect(of('p1')).toBeGreaterThan(10 * of('p0'))
  expect(of('p3')).toBeLessThan(0.5 * of('p1'))
  expect([of('steal0'), of('steal1'), of('steal3')]).toEqual([0, 0, 0])
})

test('12: idle memory goes without harm, used memory not: balloons, then swap, then the end of a VM', () => {
  const of = numbersOf('memory-ramp')
  expect(of('saved1')).toBeGreaterThan(1024)
  expect(of('ballooned1')).toBeGreaterThan(1024)
  expect(of('p1')).toBe(of('p0'))
  expect(of('p2')).toBeGreaterThan(5 * of('p1'))
  expect([of('ballooned3'), of('compressed2')]).toEqual([0, 0])
  expect(of('compressed3')).toBeGreaterThan(1024)
  expect(of('swapped3')).toBeGreaterThan(1024)
  expect(of('p3')).toBe(60000)
  expect(of('guests3')).toBe(of('guests0'))
  expect(of('guests4')).toBeLessThan(of('guests3'))
})

test('13: savings take two passes, cost CPU, and go when pages are written', () => {
  const of = numbersOf('sharing-takes-time')
  expect(of('saved1')).toBe(0)
  expect(of('saved2')).toBeGreaterThan(1024)
  expect(of('saved3')).toBe(of('saved2'))
  expect(of('threads3')).toBeGreaterThan(10 * of('threads2'))
  expect(of('saved4')).toBeLessThan(0.3 * of('saved3'))
  expect(of('threads4')).toBe(of('threads3'))
})
