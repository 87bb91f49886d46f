// Keyframes: found by time, thinned towards the past under their budget, forgotten behind an edit.
import { describe, expect, test } from 'vitest'
import { copyWorld, createEngine } from '../../../src/sim/core'
import { standardModel } from '../../../src/sim'
import {
  addKeyframe,
  createKeyframes,
  dropKeyframesAfter,
  keyframeFor,
  type Keyframe,
  type Keyframes,
} from '../../../src/sim/run/keyframes'

/** A keyframe of a made-up time and size; what is in it does not matter here. */
function frame(at: number, cursor = 0, bytes = 10): Keyframe {
  return { snapshot: { ...copyWorld(createEngine(standardModel, 1).world), at, bytes }, cursor }
}

function framesAt(times: readonly number[], keyframeBudget = 1000): Keyframes {
  const frames = createKeyframes({ keyframeBudget })
  for (const at of times) addKeyframe(frames, frame(at))
  return frames
}

const timesOf = ({ list }: Keyframes): readonly number[] => list.map(({ snapshot }) => snapshot.at)

test('the latest one at or before a time is found, or strictly before it', () => {
  const frames = framesAt([0, 10, 20])
  expect([0, 9, 10, 19, 99].map((at) => keyframeFor(frames, at)?.snapshot.at)).toEqual([0, 0, 10, 10, 20])
  expect([0, 10, 11].map((at) => keyframeFor(frames, at, true)?.snapshot.at)).toEqual([undefined, 0, 10])
})

test('a time that was kept already is not kept twice, unless more of the timeline has been done by then', () => {
  const frames = framesAt([0, 10, 10, 5])
  expect(timesOf(frames)).toEqual([0, 10])
  addKeyframe(frames, frame(10, 1))
  expect(timesOf(frames)).toEqual([0, 10, 10])
  expect(keyframeFor(frames, 10)?.cursor).toBe(1)
})

describe('under a budget', () => {
  test('the first and the latest stay, the older half is thinned, and the bytes are counted', () => {
    const frames = framesAt(
      Array.from({ length: 200 }, (_, at) => at),
      100,
    )
    const times = timesOf(frames)
    expect(times).toHaveLength(10)
    expect([times[0], times.at(-1)]).toEqual([0, 199])
    expect(frames.bytes).toBe(100)
    // Most of what is left lies in the later half of the run.
    expect(times.filter((at) => at >= 100).length).toBeGreaterThan(times.length / 2)
    expect([...times]).toEqual([...times].sort((left, right) => left - right))
  })

  test('two are kept however small it is', () => {
    expect(timesOf(framesAt([0, 1, 2, 3], 0))).toEqual([0, 3])
  })
})

test('behind an edit nothing is kept: neither later ones nor those that had gone further in the timeline', () => {
  const frames = framesAt([0, 10, 20])
  addKeyframe(frames, frame(20, 1))
  addKeyframe(frames, frame(30, 1))
  dropKeyframesAfter(frames, 20, 0)
  expect(frames.list.map(({ snapshot, cursor }) => [snapshot.at, cursor])).toEqual([
    [0, 0],
    [10, 0],
    [20, 0],
  ])
  expect(frames.bytes).toBe(30)
})
