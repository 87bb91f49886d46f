// Keyframes are only a short cut: with any budget and any spacing, every time looks the same again.
import { describe, expect, test } from 'vitest'
import { copyWorld, createEngine } from '../../../src/sim/core'
import { standardModel } from '../../../src/sim'
import {
  addKeyframe,
  createKeyframes,
  createRoom,
  dropKeyframesAfter,
  keyframeFor,
} from '../../../src/sim/run/keyframes'
import type { Keyframe, Keyframes } from '../../../src/sim/run/keyframes'
import { fleet, group, hour, minute, scenario, startRun } from '../../support/builders'

/** Something every ten seconds for two hours, and failures in between. */
const lively = scenario(
  [fleet('host', 3)],
  [
    group('web', 12, {
      place: { policy: 'spread' },
      demand: {
        law: 'diurnal',
        lowMillicores: 10,
        highMillicores: 2000,
        period: hour,
        peakAt: 0,
        cadence: 10000000,
        jitterPercent: 50,
      },
    }),
  ],
  {
    horizon: 2 * hour,
    rules: {
      failure: {
        processMeanSeconds: 900,
        processRestartSeconds: 60,
        hostMeanHours: 1,
        hostRepairSeconds: 300,
      },
    },
  },
)

const times = [110, 3, 3, 64, 0, 119, 1, 118, 60, 59, 120, 2].map((at) => at * minute)

describe('a seek back and forth', () => {
  const straight = new Map<number, string>()
  const run = startRun(lively)
  for (const at of [...times].sort((left, right) => left - right)) {
    run.advance(at, Infinity)
    straight.set(at, run.hash())
  }

  test.each([
    ['one keyframe only', { keyframeBudget: 0, workPerKeyframe: Infinity }],
    ['a keyframe at every instant', { workPerKeyframe: 1 }],
    ['hardly any room for them', { keyframeBudget: 20000, workPerKeyframe: 20 }],
    ['no room at all', { keyframeBudget: 1, workPerKeyframe: 20 }],
    ['the usual ones', {}],
  ])('with %s shows what a straight run shows', (_, options) => {
    const other = startRun(lively, options)
    for (const at of times) {
      expect(other.seek(at, Infinity)).toBe('reached')
      expect([at, other.now, other.hash()]).toEqual([at, at, straight.get(at)])
    }
  })

  test('in small pieces shows it, too', () => {
    const other = startRun(lively, { workPerKeyframe: 200 })
    for (const at of times) {
      while (other.seek(at, 7) === 'paused') expect(other.now).toBeLessThanOrEqual(at)
      expect([at, other.hash()]).toEqual([at, straight.get(at)])
    }
  })
})

describe('the keyframes', () => {
  const bytes = 1000

  const empty = copyWorld(createEngine(standardModel, 1).world)

  /** A keyframe as it would be at this time. */
  function frameAt(at: number, cursor = 0): Keyframe {
    return { snapshot: { ...empty, at, bytes, arrays: [new Uint8Array(bytes)] }, cursor }
  }
  function filled(count: number, room: number): Keyframes {
    const frames = createKeyframes(createRoom({ keyframeBudget: room * bytes }))
    for (let at = 0; at < count; at++) addKeyframe(frames, frameAt(at))
    return frames
  }
  const timesOf = ({ list }: Keyframes): readonly number[] => list.map(({ snapshot }) => snapshot.at)

  test('all stay while there is room', () => {
    expect(timesOf(filled(9, 9))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('are thinned in the past when there is none: the first and the newest stay, within the budget', () => {
    for (const room of [2, 3, 5, 8, 13]) {
      for (let count = room + 1; count < 60; count++) {
        const frames = filled(count, room)
        const kept = timesOf(frames)
        expect([kept[0], kept.at(-1)]).toEqual([0, count - 1])
        expect(kept.length).toBeLessThanOrEqual(room)
        expect(frames.room.bytes).toBe(kept.length * bytes)
        expect([...kept].sort((left, right) => left - right)).toEqual(kept)
      }
    }
  })

  test('count what they share once, until the last that holds it is gone', () => {
    const shared = new Uint8Array(700)
    const frames = createKeyframes(createRoom())
    const add = (at: number): void => {
      const { snapshot } = frameAt(at)
      addKeyframe(frames, { snapshot: { ...snapshot, arrays: [shared, new Uint8Array(20)] }, cursor: 0 })
    }
    for (const at of [1, 2, 3]) add(at)
    expect(frames.room.bytes).toBe(700 + 3 * 20)
    dropKeyframesAfter(frames, 1, 0)
    expect(frames.room.bytes).toBe(700 + 20)
    dropKeyframesAfter(frames, 0, 0)
    expect([frames.room.bytes, frames.room.holders.size]).toEqual([0, 0])
  })

  test('of all branches share one budget: the branch with most is thinned, and each keeps first and newest', () => {
    const room = createRoom({ keyframeBudget: 20 * bytes })
    const [long, short] = [createKeyframes(room), createKeyframes(room)]
    for (let at = 0; at < 18; at++) addKeyframe(long, frameAt(at))
    for (let at = 0; at < 9; at++) addKeyframe(short, frameAt(at))
    expect(room.bytes).toBe((long.list.length + short.list.length) * bytes)
    expect(room.bytes).toBeLessThanOrEqual(20 * bytes)
    expect(timesOf(short)).toHaveLength(9)
    expect([timesOf(long)[0], timesOf(long).at(-1)]).toEqual([0, 17])
  })

  test('of the newer half lie closer together than those of the older', () => {
    const kept = timesOf(filled(200, 20))
    const middle = kept[kept.length >> 1] ?? 0
    expect(middle).toBeGreaterThan(100)
  })

  test('the latest at or before a time is found, or none', () => {
    const frames = filled(5, 9)
    expect([0, 2, 2.5, 100].map((at) => keyframeFor(frames, at)?.snapshot.at)).toEqual([0, 2, 2, 4])
    expect(keyframeFor(frames, -1)).toBeUndefined()
    expect(keyframeFor(createKeyframes(createRoom()), 5)).toBeUndefined()
  })

  test('after a time, or with more commands than come before it, are forgotten', () => {
    const frames = filled(5, 9)
    addKeyframe(frames, frameAt(4, 1))
    dropKeyframesAfter(frames, 4, 0)
    expect(timesOf(frames)).toEqual([0, 1, 2, 3, 4])
    dropKeyframesAfter(frames, 2, 0)
    expect([timesOf(frames), frames.room.bytes]).toEqual([[0, 1, 2], 3 * bytes])
  })

  test('at a time that has one already with as many commands is not added', () => {
    const frames = filled(3, 9)
    addKeyframe(frames, frameAt(2))
    addKeyframe(frames, frameAt(1))
    expect(timesOf(frames)).toEqual([0, 1, 2])
    addKeyframe(frames, frameAt(2, 1))
    expect(timesOf(frames)).toEqual([0, 1, 2, 2])
  })
})

test('the branches of a run have one budget together, and every time is still the same again', () => {
  const run = startRun(lively, { keyframeBudget: 120000, workPerKeyframe: 50 })
  const straight = startRun(lively)
  run.advance(hour, Infinity)
  for (const at of [50, 40, 30]) {
    run.seek(at * minute, Infinity)
    expect(run.perform({ name: 'host.fail', args: { host: 'host-1' } })).toBeNull()
    run.seek(hour, Infinity)
  }
  expect(run.branches.length).toBe(4)
  run.switchTo(0)
  for (const at of [0, 20, 45, 60]) {
    run.seek(at * minute, Infinity)
    straight.seek(at * minute, Infinity)
    expect(run.hash()).toBe(straight.hash())
  }
})
