// The clock's buttons: they ask the session only for what it may give, and pause before they jump.
import { beforeEach, expect, test } from 'vitest'
import { createClient } from '../../src/app/client'
import { createFrameStore, type FrameStore } from '../../src/app/frame'
import { createPlayback, speedsFor, type Playback } from '../../src/app/playback'
import { createStore, type Store } from '../../src/app/store'
import { createScriptedPort, frameAt, type ScriptedPort } from '../support/page'

let port: ScriptedPort
let frames: FrameStore
let store: Store
let playback: Playback

beforeEach(async () => {
  port = createScriptedPort()
  frames = createFrameStore()
  store = createStore({ locale: 'en', theme: 'system', motion: 'full' })
  const client = createClient({
    makePort: async () => port,
    onNextFrame: () => undefined,
    onFrame: frames.set,
    onCrash: () => undefined,
  })
  playback = createPlayback(client, frames, store)
  const opened = client.open({ lesson: 'one' })
  await Promise.resolve()
  await Promise.resolve()
  port.say({ type: 'answer', id: 1, answer: null })
  await opened
  port.sent.length = 0
})

test('play asks for the chosen speed', () => {
  frames.set(frameAt(0))
  playback.setSpeed(1)
  playback.play()
  expect(port.sent).toEqual([{ type: 'pace', virtualPerWall: 4 }])
})

test('at a shut gate play asks for nothing', () => {
  frames.set(frameAt(15_000_000))
  playback.play()
  expect(port.sent).toEqual([])
})

test('at the end play starts again from the beginning', () => {
  frames.set(frameAt(32_000_000, { barrier: 32_000_000, status: 'ended' }))
  playback.play()
  expect(port.sent).toEqual([
    { type: 'seek', to: 0 },
    { type: 'pace', virtualPerWall: 1 },
  ])
})

test('a seek pauses, and is held between the start and the gate', () => {
  frames.set(frameAt(0))
  playback.seek(99_000_000)
  playback.seek(-5)
  const pause = { type: 'pace', virtualPerWall: 0 }
  expect(port.sent).toEqual([pause, { type: 'seek', to: 15_000_000 }, pause, { type: 'seek', to: 0 }])
})

test('the knob is held below its lock, and turning it counts as touching', () => {
  frames.set(frameAt(0))
  playback.turnKnob(50)
  expect(port.sent.at(-1)).toEqual({ type: 'knob', index: 4 })
  expect(store.getState().lesson.touched).toBe(true)
})

test('changing the speed while playing takes effect at once, while paused later', () => {
  frames.set(frameAt(0))
  playback.setSpeed(2)
  expect(port.sent).toEqual([])
  frames.set(frameAt(0, { status: 'running' }))
  playback.setSpeed(1)
  expect(port.sent).toEqual([{ type: 'pace', virtualPerWall: 4 }])
})

test('a run of any length can be watched to its end within ten minutes at the fastest speed', () => {
  const second = 1_000_000
  for (const seconds of [32, 300, 3600, 86_400, 7 * 86_400]) {
    const speeds = speedsFor(seconds * second)
    expect(seconds / (speeds.at(-1) ?? 1)).toBeLessThanOrEqual(600)
  }
})
