// The lessons as data: everything they name is there when they need it, and every answer is among the choices.
import { describe, expect, test } from 'vitest'
import { applyOverrides, createRun, library, type Override, type Run, type Scenario } from '../../src/sim'
import {
  checkDoubling,
  checkOutcome,
  findLesson,
  lessons,
  settingsAt,
  type CheckedOutcome,
  type Gate,
  type Lesson,
} from '../../src/lessons'

function scenarioOf(lesson: Lesson): Scenario {
  const scenario = library[lesson.scenario]
  if (scenario === undefined) throw new Error(`no scenario ${lesson.scenario}`)
  return scenario
}

/** The lesson's run with some values set and at some time. */
function runOf(lesson: Lesson, set: readonly Override[], at: number): Run {
  const applied = applyOverrides(scenarioOf(lesson), set)
  if ('problem' in applied) throw new Error(JSON.stringify(applied.problem))
  const made = createRun(applied.scenario)
  if ('problem' in made) throw new Error(JSON.stringify(made.problem))
  made.run.seek(at, Infinity)
  return made.run
}

const outcomeOf = (lesson: Lesson, gate: Gate, run: Run) =>
  checkOutcome(gate, lesson.sides, (metric, group) => run.metric(metric, group))

/** The outcome of a gate with some values set: of one run at some time, or of one at each stop of the knob. */
function resultOf(lesson: Lesson, gate: Gate, change: readonly Override[], at: number): CheckedOutcome {
  const read = (stop: number) =>
    outcomeOf(lesson, gate, runOf(lesson, [...settingsAt(lesson, stop), ...change], at))
  const { knob } = lesson
  if (gate.outcome.doubles !== true) return read(gate.knobStop ?? knob.start)
  const runs = knob.stops.map((_, stop) => read(stop))
  const values = knob.stops.map(({ value }) => value)
  return checkDoubling(gate, { values, A: runs.map(({ A }) => A), B: runs.map(({ B }) => B) })
}

const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length

test('each lesson leads on to the one with the next number, the last to none', () => {
  expect(lessons.map(({ next }) => next)).toEqual([...lessons.slice(1).map(({ id }) => id), undefined])
})

test('lessons have distinct names, rising numbers, and lead to lessons there are', () => {
  expect(distinct(lessons.map(({ id }) => id))).toBe(true)
  const numbers = lessons.map(({ number }) => number)
  expect(distinct(numbers)).toBe(true)
  expect([...numbers].sort((left, right) => left - right)).toEqual(numbers)
  for (const { id, next } of lessons) {
    expect(findLesson(id)?.id).toBe(id)
    if (next !== undefined) expect(findLesson(next)?.id).toBe(next)
    expect(next).not.toBe(id)
  }
  expect(findLesson('no-lesson')).toBeUndefined()
})

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  const { sides, knob, gates, counterfactuals, metric, metricScale, reasons } = lesson
  const scenario = scenarioOf(lesson)
  const { horizon } = scenario

  test('has a side A and a side B', () => {
    expect(sides.map(({ id }) => id)).toEqual(['A', 'B'])
  })

  test('its hosts, groups and targets are there at every stop of its knob, whenever its gates have opened', () => {
    const stops = knob.type === 'parameter' ? knob.stops.map((_stop, at) => at) : [knob.start]
    for (const stop of stops) {
      for (const at of [...gates.map((gate) => gate.at), horizon]) {
        const run = runOf(lesson, settingsAt(lesson, stop), at)
        for (const { host, group, panic } of sides) {
          // What migrates is at its target in the end.
          const stays = lesson.stage !== 'migration' || at < horizon
          expect(run.stack(host)?.units.count).toBeGreaterThanOrEqual(stays ? 1 : 0)
          expect(run.metric('workload.placed', group)).toBeGreaterThan(0)
          expect(run.metric(metric, group)).toBeGreaterThanOrEqual(0)
          if (panic !== undefined) expect([stop, at, run.could(panic)]).toEqual([stop, at, null])
        }
      }
    }
  })

  test('its scenario does nothing that is refused', () => {
    const run = runOf(lesson, settingsAt(lesson, gates[0]?.knobStop ?? knob.start), horizon)
    expect(run.facts(0, 65536).filter(({ name }) => name === 'command.refused')).toEqual([])
  })

  test('its knob rises, starts on a stop, and has its ticks on stops', () => {
    const values = knob.stops.map(({ value }) => value)
    expect([...values].sort((left, right) => left - right)).toEqual(values)
    expect(distinct(values)).toBe(true)
    expect(values[knob.start]).toBeDefined()
    expect(knob.ticks.every((tick) => values[tick] !== undefined)).toBe(true)
    expect(distinct(knob.ticks)).toBe(true)
  })

  test('its knob is the scenario’s own: a script that sets the same values at the same times, or a parameter', () => {
    if (knob.type === 'time') {
      const times = knob.stops.map(({ at }) => at)
      expect(times[0]).toBe(0)
      expect([...times].sort((left, right) => left - right)).toEqual(times)
      expect(distinct(times)).toBe(true)
      expect(times.at(-1)).toBe(horizon)
      const script = (scenario.script ?? []).map(({ at, command }) => ({
        at,
        value: command.args['memoryMiB'],
      }))
      expect(script).toEqual(knob.stops.slice(1).map(({ at, value }) => ({ at, value })))
      expect(Object.values(scenario.define?.flavours ?? {}).map(({ memoryMiB }) => memoryMiB)).toContain(
        knob.stops[0]?.value,
      )
    } else {
      for (const [stop] of knob.stops.entries()) {
        expect(applyOverrides(scenario, settingsAt(lesson, stop))).toHaveProperty('scenario')
      }
    }
  })

  test('its gates lie within the run, in order, at stops there are, and have distinct choices', () => {
    const times = gates.map(({ at }) => at)
    expect(gates.length).toBeGreaterThan(0)
    expect(times.every((at) => at > 0 && at < horizon)).toBe(true)
    expect([...times].sort((left, right) => left - right)).toEqual(times)
    expect(distinct(gates.map(({ id }) => id))).toBe(true)
    for (const { choices, knobStop } of gates) {
      expect(distinct(choices.map(({ id }) => id))).toBe(true)
      expect(distinct(choices.map(({ value }) => value))).toBe(true)
      expect(choices.filter(({ value }) => value === null)).toHaveLength(1)
      if (knobStop !== undefined) expect(knob.stops[knobStop]).toBeDefined()
    }
  })

  test('the right choice of a gate is one of those offered, and nearly its own value', () => {
    for (const gate of gates) {
      const { value, choice } = resultOf(lesson, gate, [], horizon)
      const offered = gate.choices.find(({ id }) => id === choice)?.value ?? NaN
      expect(Math.max(value / offered, offered / value)).toBeLessThan(1.1)
    }
  })

  test('at the gate the answer is not yet on the page', () => {
    for (const gate of gates) {
      if (gate.knobMost !== undefined) {
        // The stop that the question is about cannot be taken before the claim is in.
        expect(gate.knobMost).toBeLessThan(gate.knobStop ?? 0)
        expect(gate.knobMost).toBeGreaterThanOrEqual(knob.start)
        continue
      }
      const before = resultOf(lesson, gate, [], gate.at).value
      const after = resultOf(lesson, gate, [], horizon).value
      expect(Math.abs(before - after) / Math.max(before, after)).toBeGreaterThan(0.05)
    }
  })

  test('each what-if can be built, and changes the outcome', () => {
    const gate = gates[0]
    if (gate === undefined) throw new Error('no gate')
    const plain = resultOf(lesson, gate, [], horizon)
    expect(distinct(counterfactuals.map(({ id }) => id))).toBe(true)
    for (const { set: change = [], at = horizon } of counterfactuals) {
      expect(at).toBeLessThanOrEqual(horizon)
      const changed = resultOf(lesson, gate, change, at)
      expect([changed.A, changed.B]).not.toEqual([plain.A, plain.B])
    }
  })

  test('its scale holds every value of its line', () => {
    const run = runOf(lesson, settingsAt(lesson, knob.start), 0)
    for (const { group } of sides) run.watch(metric, group)
    run.seek(horizon, Infinity)
    for (const { group } of sides) {
      const { value } = run.series(metric, group, horizon)
      expect(value.length).toBeGreaterThan(100)
      expect(Math.max(...value)).toBeLessThanOrEqual(metricScale.max)
      expect(Math.min(...value)).toBeGreaterThanOrEqual(metricScale.type === 'log' ? 1 : 0)
    }
  })

  test('its reasons each select something else', () => {
    expect(distinct(reasons.map(({ id }) => id))).toBe(true)
    expect(distinct(reasons.map(({ select }) => select))).toBe(true)
  })
})
