// What the page waits for: frames, the knob of the first lesson, links, and the scripts of the first screen.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { firstScreenFiles, firstScreenLimit } from '../../.config/bundle-size'
import { findLesson } from '../../src/lessons'
import { decodeLink, encodeLink, modelVersion, type Link, type Scenario } from '../../src/sim'
import { createSession, type Session } from '../../src/worker/session'
import type { Interest, OpenRequest } from '../../src/worker/protocol'
import type { Bench } from './bench'
import { samplesOf, samplesOfMany } from './measure'
import { failingScenario, second } from './worlds'

/** One frame of a display with 60 of them a second. */
const displayFrame = 1000 / 60

function lessonOf(id: string) {
  const lesson = findLesson(id)
  if (lesson === undefined) throw new Error(`there is no lesson ${id}`)
  return lesson
}
const lesson = lessonOf('seven-versus-seven')

/** The first lesson at its end, with its gates answered, so that the knob turns freely. */
function answeredLesson(): Session {
  const session = opened({ lesson: lesson.id })
  for (const { id, choices } of lesson.gates) {
    const refused = session.claim({ gate: id, choice: choices[0]?.id ?? '', confidence: 'guess' })
    if (refused !== null) throw new Error(`gate ${id} takes no claim: ${refused.problem}`)
  }
  turn(session, lesson.knob.stops.length - 1)
  return session
}

function opened(request: OpenRequest): Session {
  const session = createSession()
  const answer = session.open(request)
  if ('problem' in answer) throw new Error(`nothing was opened: ${answer.problem}`)
  return session
}

function turn(session: Session, stop: number): void {
  session.turnKnob(stop)
  while (!session.work(Infinity));
}

const lessonInterest: Interest = {
  stacks: lesson.sides.map(({ host }) => host),
  series: lesson.sides.map(({ group }) => ({ metric: lesson.metric, subject: group })),
  factsFrom: 0,
}

const lessonFrame: Bench = {
  name: 'frame-lesson',
  unit: 'ms',
  budget: 2,
  bound: 'most',
  measure: (repeats) => {
    const session = answeredLesson()
    turn(session, 20)
    return samplesOfMany(repeats, 100, () => session.frame(lessonInterest, 'paused'))
  },
}

/** Two stacks, a series and the latest facts out of a hundred thousand workloads. */
const scaleFrame: Bench = {
  name: 'frame-scale',
  unit: 'ms',
  budget: 2,
  bound: 'most',
  measure: (repeats) => {
    const session = opened({ link: { ...linkTo(failingScenario), at: 10 * second } })
    const interest: Interest = {
      stacks: ['host-1', 'host-9999'],
      series: [{ metric: 'cpu.used', subject: '' }],
      factsFrom: 0,
    }
    return samplesOfMany(repeats, 50, () => session.frame(interest, 'running'))
  },
}

const knobStep: Bench = {
  name: 'knob-step',
  unit: 'ms',
  budget: displayFrame,
  bound: 'most',
  measure: (repeats) => {
    const session = answeredLesson()
    const steps = lesson.knob.stops.length - 1
    const back = (): void => {
      turn(session, 0)
    }
    return samplesOf(repeats, back, () => {
      for (let stop = 1; stop <= steps; stop++) turn(session, stop)
    }).map((spent) => spent / steps)
  },
}

/** From the end of the knob back to its middle: a restore and a re-run. */
const knobJump: Bench = {
  name: 'knob-jump',
  unit: 'ms',
  budget: 100,
  bound: 'most',
  measure: (repeats) => {
    const stops = lesson.knob.stops.length
    return samplesOf(repeats, answeredLesson, (session) => {
      turn(session, stops >> 1)
    })
  },
}

function linkTo(scenario: Scenario, entries = 0): Link {
  const journal = Array.from({ length: entries }, (_, entry) => ({
    at: entry * second,
    command: { name: 'workload.demand', args: { group: 'w', millicores: (entry * 7919) % 100000 } },
  }))
  return { modelVersion, scenario, branches: [{ name: 'A', parent: -1, at: 0, journal }], branch: 0 }
}

/** A link near the end of what an address may hold. */
const largeLink = linkTo(failingScenario, 2000)

const linkEncoding: Bench = {
  name: 'link-encode',
  unit: 'ms',
  budget: 50,
  bound: 'most',
  measure: (repeats) => samplesOfMany(repeats, 5, () => encodeLink(largeLink)),
}

const linkDecoding: Bench = {
  name: 'link-decode',
  unit: 'ms',
  budget: 50,
  bound: 'most',
  measure: (repeats) => {
    const text = encodeLink(largeLink)
    if ('problem' in decodeLink(text)) throw new Error('the large link cannot be read')
    return samplesOfMany(repeats, 5, () => decodeLink(text))
  },
}

const firstScreen: Bench = {
  name: 'first-screen',
  unit: 'kB',
  budget: firstScreenLimit / 1000,
  bound: 'most',
  measure: async () => {
    if (!existsSync(resolve('dist', 'index.html'))) return 'there is no dist: npm run build makes it'
    const files = await firstScreenFiles(resolve('dist'))
    return [files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1000]
  },
}

export const pageBenches: readonly Bench[] = [
  lessonFrame,
  scaleFrame,
  knobStep,
  knobJump,
  linkEncoding,
  linkDecoding,
  firstScreen,
]
