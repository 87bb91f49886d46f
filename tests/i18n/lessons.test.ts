// The sentences of the lessons are whole in both languages and take their numbers from the run or from the lesson.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { texts } from '../../src/i18n/gather'
import { locales } from '../../src/i18n/locale'
import { argumentsOf, cutLink, fill } from '../../src/i18n/text'
import { formatsOf } from '../../src/i18n/format'
import { lessons, type Lesson } from '../../src/lessons'
import { library } from '../../src/sim'
import { lessonArguments } from '../../src/ui/lesson/arguments'
import { createSession } from '../../src/worker/session'

/** Asked for without arguments: by the header, the knob, the chart and the choices. */
const bare = (lesson: Lesson) => [
  ...['name', 'setting', 'knob', 'knob-hint', 'metric', 'line.A', 'line.B'],
  ...lesson.gates.flatMap((gate) => gate.choices.map((choice) => `choice.${choice.id}`)),
  ...(lesson.knob.unit === 'words' ? lesson.knob.stops.map(({ value }) => `stop.${value}`) : []),
]

const withArguments = (lesson: Lesson) => [
  ...[
    'heading',
    'count',
    'count.detail',
    'see',
    'see.note',
    'touch',
    'touch.note',
    'verdict',
    'verdict.note',
  ],
  ...['transfer', 'live'],
  ...lesson.sides.flatMap(({ id, panic }) => [
    ...[`side.${id}.name`, `side.${id}.note`],
    ...(panic === undefined ? [] : [`panic.${id}`]),
  ]),
  ...lesson.gates.flatMap(({ id }) => [`gate.${id}`, `gate.${id}.note`]),
  ...lesson.reasons.flatMap(({ id }) => [`reason.${id}`, `reason.${id}.note`]),
  ...lesson.counterfactuals.map(({ id }) => `what-if.${id}`),
]

const cases = lessons.flatMap((lesson) => locales.map((locale) => ({ id: lesson.id, locale, lesson })))
const complaints = vi.fn()

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(complaints)
})
afterEach(() => {
  vi.restoreAllMocks()
  complaints.mockClear()
})

test.each(cases)('$id has exactly the sentences it needs in $locale', ({ id, locale, lesson }) => {
  const prefix = `lesson.${id}.`
  const written = Object.keys(texts[locale]).filter((key) => key.startsWith(prefix))
  const wanted = [...bare(lesson), ...withArguments(lesson)].map((key) => prefix + key)
  expect(written.sort()).toEqual(wanted.sort())
})

test.each(cases)(
  'what $id says before the run is there has no arguments in $locale',
  ({ id, locale, lesson }) => {
    const asking = bare(lesson).filter(
      (key) => argumentsOf(texts[locale][`lesson.${id}.${key}`] ?? '').length > 0,
    )
    expect(asking).toEqual([])
  },
)

test.each(cases)('the run answers every argument of $id in $locale', ({ id, locale, lesson }) => {
  const args = { ...argumentsAtTheGate(lesson), outcome: 1 }
  for (const key of withArguments(lesson)) {
    const said = fill(locale, texts[locale][`lesson.${id}.${key}`] ?? '', args)
    expect(said).not.toMatch(/[{}⟦]|NaN|undefined/)
  }
  expect(complaints).not.toHaveBeenCalled()
})

test.each(cases)('each reason of $id has one link in $locale', ({ id, locale, lesson }) => {
  for (const reason of lesson.reasons) {
    const [, link, after] = cutLink(texts[locale][`lesson.${id}.reason.${reason.id}`] ?? '')
    expect(link).not.toBe('')
    expect(after).not.toContain('[')
  }
})

test.each(cases)(
  'a number typed into $id stands in the data of the lesson, in $locale',
  ({ id, locale, lesson }) => {
    const data = JSON.stringify([lesson, library[lesson.scenario]]).match(/\d+(\.\d+)?/g) ?? []
    // Data are in MiB, µs, hundredths and Mbit/s, words also in GiB, seconds, as ratios, in Gbit/s and GB/s.
    const known = new Set(
      data
        .map(Number)
        .flatMap((value) => [value, ...[1024, 1_000_000, 100, 1000, 8000].map((unit) => value / unit)]),
    )
    for (const key of [...bare(lesson), ...withArguments(lesson)]) {
      const words = (texts[locale][`lesson.${id}.${key}`] ?? '')
        .replace(/1½/g, '1.5')
        .replace(/\{[^{},]*(,[^{},]*)?\}/g, '')
      for (const number of words.match(/\d+(\.\d+)?/g) ?? []) {
        expect([key, number, known.has(Number(number))]).toEqual([key, number, true])
      }
    }
  },
)

/** What the page would put into the sentences when the clock has reached the gate. */
function argumentsAtTheGate(lesson: Lesson) {
  const session = createSession()
  session.open({ lesson: lesson.id })
  session.setGoal(session.barrier)
  expect(session.work(Infinity)).toBe(true)
  const interest = { stacks: lesson.sides.map((side) => side.host), series: [], factsFrom: 0 }
  return lessonArguments(session.frame(interest, 'paused'), lesson, formatsOf('en'))
}

test.each(locales)('the palette can name every lesson in %s', (locale) => {
  const keys = lessons.map(({ number }) => `palette.lesson.${number}`)
  expect(keys.filter((key) => texts[locale][key] === undefined)).toEqual([])
})
