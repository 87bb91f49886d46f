// Lesson 11: what a later instruction deletes is hidden and stored; containers share what is stored.
import { expect, test } from 'vitest'
import { texts } from '../../src/i18n/gather'
import { locales } from '../../src/i18n/locale'
import { findLesson } from '../../src/lessons'
import type { ImagesView } from '../../src/sim'
import type { Interest } from '../../src/worker/protocol'
import { createSession, type Session } from '../../src/worker/session'
import { finishedSession, outcomeOf, sessionAtGate } from '../support/lesson-session'

const claim = { gate: 'after-rm', choice: 'smaller', confidence: 'sure' } as const
const metric = 'image.disk-mb'
const hosts = ['host-a-1', 'host-b-1']
const watching: Interest = {
  stacks: [],
  series: ['one', 'many'].map((subject) => ({ metric, subject })),
  factsFrom: 0,
}

const atGate = (): Session => sessionAtGate('append-only')
const finished = (): Session => finishedSession('append-only', claim)

function imagesOn(session: Session, host: string): ImagesView {
  const answer = session.look({ look: 'images', host })
  if (!('look' in answer) || answer.look !== 'images') throw new Error(JSON.stringify(answer))
  return answer
}

function megabytesAt(session: Session, stop: number): number {
  session.turnKnob(stop)
  session.work(Infinity)
  return imagesOn(session, 'host-a-1').uniqueBytes / 1_000_000
}

test('rm in the next instruction leaves the image as large as it was, with one container and with a hundred', () => {
  const session = finished()
  const { A, B, choice } = outcomeOf(session, watching)
  expect(choice).toBe('unchanged')
  expect(A).toBe(B)
  expect(session.frame(watching, 'paused').knob?.index).toBe(2)
  expect(A).toBe(megabytesAt(session, 2))
  expect(A).toBe(megabytesAt(session, 1))
  expect(A - megabytesAt(session, 0)).toBe(500)
})

test('what is deleted is hidden by a whiteout and still there; a hundred containers share it', () => {
  const session = finished()
  const [one, many] = hosts.map((host) => imagesOn(session, host).images)
  const { digest } = one?.[0] ?? {}
  expect(many).toMatchObject([{ digest, containers: 100 }])
  expect(one).toMatchObject([{ containers: 1, layers: [{}, {}, { bytes: 0 }] }])
  expect(Math.round((one?.[0]?.hiddenBytes ?? 0) / 1_000_000)).toBe(500)
  expect(one?.[0]?.layers[2]?.files).toEqual([{ path: '/opt/tools', kib: 0, whiteout: true }])
})

test('before the claim the knob does not come to the stop in question, and no layer hides anything', () => {
  const session = atGate()
  for (const wanted of [2, 0, 1, 9]) {
    session.turnKnob(wanted)
    expect(session.work(Infinity)).toBe(true)
    const { knob, gates } = session.frame(watching, 'paused')
    expect(knob).toMatchObject({ index: Math.min(wanted, 1), most: 1 })
    expect(gates[0]).toMatchObject({ shut: true, outcome: null })
    for (const host of hosts)
      for (const { layers, hiddenBytes } of imagesOn(session, host).images) {
        expect(hiddenBytes).toBe(0)
        expect(layers.flatMap(({ files }) => files).filter(({ whiteout }) => whiteout)).toEqual([])
      }
  }
  expect(session.whatIf('same')).toEqual({ problem: 'gate-shut' })
})

test('a shared moment without its claim opens where the gate still holds the knob', () => {
  const shared = finished().link(undefined)
  if ('problem' in shared) throw new Error(shared.problem)
  const { claims, ...link } = shared
  expect(claims).toHaveLength(1)
  const session = createSession()
  expect(session.open({ link })).toMatchObject({ lesson: 'append-only', verified: 'unstated' })
  session.work(Infinity)
  const { knob, gates } = session.frame(watching, 'paused')
  expect(knob).toMatchObject({ index: 1, most: 1 })
  expect(gates[0]).toMatchObject({ shut: true, outcome: null })
  for (const host of hosts)
    expect(imagesOn(session, host).images).toMatchObject([{ hiddenBytes: 0, layers: [{}, {}] }])
})

test('its what-ifs: deleted at once it is gone, and each host has a copy of its own', () => {
  const session = finished()
  const { A } = outcomeOf(session, watching)
  expect(session.whatIf('same')).toMatchObject({ A: A - 500, B: A - 500 })
  expect(session.whatIf('two-hosts')).toMatchObject({ A, B: 2 * A })
})

test.each(locales)('the sizes among its choices in %s are those of the run', (locale) => {
  const session = finished()
  const { A } = outcomeOf(session, watching)
  const gate = findLesson('append-only')?.gates[0]
  const words = (id: string) => (texts[locale][`lesson.append-only.choice.${id}`] ?? '').replace(/[^\d]/g, '')
  expect(Number(words('unchanged'))).toBe(Math.round(A))
  expect(Number(words('smaller'))).toBe(Math.round(A - 500))
  expect(Number(words('larger'))).toBe(Math.round(A + 500))
  for (const { id, value } of gate?.choices ?? []) if (value !== null) expect(Number(words(id))).toBe(value)
  expect(texts[locale]['lesson.append-only.gate.after-rm.note']).toContain(` ${Math.round(A)} MB`)
})
