/** Time and knob: what the buttons, keys, sliders and the clock of the page ask of the session. */
import type { Micros } from '../sim'
import type { Client } from './client'
import type { FrameStore } from './frame'
import type { Store } from './store'
import { changeUnderWhy } from './why'

export interface Playback {
  /** Plays, or starts again from the beginning at the end. */
  play(): void
  pause(): void
  toggle(): void
  seek(to: Micros): void
  step(to: 'event' | 'back' | 'decision'): void
  toStart(): void
  /** As far as the clock may go now. */
  toBarrier(): void
  setSpeed(index: number): void
  turnKnob(index: number): void
  /** Takes the latest edit back, or makes it again; nothing happens where there is none. */
  undo(): void
  redo(): void
  /** Shows another branch, at the same time. */
  switchTo(branch: number): void
}

const second = 1_000_000
const minute = 60 * second

/** Virtual seconds per second on the wall: short runs play at their own pace, a day in some ten seconds at best. */
export function speedsFor(end: Micros): readonly number[] {
  if (end <= 5 * minute) return [1, 4, 16]
  if (end <= 30 * minute) return [1, 4, 16, 64]
  if (end <= 6 * 60 * minute) return [16, 60, 240, 960]
  return [900, 3600, 14400]
}

export function createPlayback(client: Client, frames: FrameStore, store: Store): Playback {
  function play(): void {
    const { now, end, barrier } = frames.current()
    if (now >= barrier && barrier < end) return
    if (now >= end) client.order({ type: 'seek', to: 0 })
    client.order({ type: 'pace', virtualPerWall: paceOf(store, end) })
  }

  function pause(): void {
    client.order({ type: 'pace', virtualPerWall: 0 })
  }

  function seek(to: Micros): void {
    pause()
    const { barrier } = frames.current()
    client.order({ type: 'seek', to: Math.round(Math.max(0, Math.min(to, barrier))) })
  }

  const change = (order: Parameters<Client['order']>[0]): void =>
    changeUnderWhy({ client, store }, () => client.order(order))

  return {
    play,
    pause,
    toggle: () => (frames.current().status === 'running' ? pause() : play()),
    seek,
    step(to) {
      pause()
      client.order({ type: 'step', to })
    },
    toStart: () => seek(0),
    toBarrier: () => seek(frames.current().barrier),
    setSpeed(index) {
      store.change('run', { speed: index })
      if (frames.current().status === 'running') play()
    },
    turnKnob(index) {
      pause()
      const most = frames.current().knob?.most ?? 0
      client.order({ type: 'knob', index: Math.max(0, Math.min(index, most)) })
      store.change('lesson', { touched: true })
    },
    undo() {
      if (frames.current().canUndo) change({ type: 'undo' })
    },
    redo() {
      if (frames.current().canRedo) change({ type: 'redo' })
    },
    switchTo: (branch) => change({ type: 'branch', to: branch }),
  }
}

function paceOf(store: Store, end: Micros): number {
  const speeds = speedsFor(end)
  return speeds[store.getState().run.speed] ?? speeds[0] ?? 1
}
