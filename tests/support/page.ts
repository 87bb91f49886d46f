// The page's parts with nothing of a browser: an address bar, a storage and a session port that a test can look into.
import type { SessionPort } from '../../src/app/client'
import type { AddressBar } from '../../src/app/router'
import type { KeptStorage } from '../../src/app/storage'
import type { FromWorker, SessionFrame, ToWorker } from '../../src/worker/protocol'

export interface ScriptedPort extends SessionPort {
  readonly sent: ToWorker[]
  /** What the session says. */
  say(message: FromWorker): void
  terminated: boolean
}

export function createScriptedPort(): ScriptedPort {
  const port: ScriptedPort = {
    sent: [],
    terminated: false,
    onmessage: null,
    onerror: null,
    postMessage: (message) => {
      port.sent.push(message)
    },
    say: (data) => port.onmessage?.({ data }),
    terminate: () => {
      port.terminated = true
    },
  }
  return port
}

/** Animation frames that come only when a test asks for one. */
export function createFrameClock(): {
  onNextFrame(callback: () => void): void
  pass(): void
  readonly waiting: number
} {
  let waiting: (() => void)[] = []
  return {
    onNextFrame(callback) {
      waiting.push(callback)
    },
    pass() {
      const due = waiting
      waiting = []
      for (const callback of due) callback()
    },
    get waiting() {
      return waiting.length
    },
  }
}

export interface FakeAddress extends AddressBar {
  /** As if the reader had typed this address, or gone back to it. */
  visit(search: string, hash: string): void
  readonly visited: string[]
}

export function createFakeAddress(search = '', hash = ''): FakeAddress {
  let now = { search, hash }
  const listeners: (() => void)[] = []
  const go = (address: string) => {
    const [path = '', fragment] = address.split('#')
    const query = path.indexOf('?')
    now = {
      search: path === '' ? now.search : query < 0 ? '' : path.slice(query),
      hash: fragment === undefined ? '' : `#${fragment}`,
    }
    visited.push(address)
  }
  const visited: string[] = []
  return {
    visited,
    search: () => now.search,
    hash: () => now.hash,
    base: () => 'https://strata.example/',
    push: go,
    replace: go,
    onChange(listener) {
      listeners.push(listener)
    },
    visit(search, hash) {
      now = { search, hash }
      for (const listener of listeners) listener()
    },
  }
}

export function memoryStorage(): KeptStorage {
  const kept = new Map<string, string>()
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, value) => {
      kept.set(key, value)
    },
  }
}

/** A frame at the start of a run of 32 s whose gate is shut at 15 s. */
export function frameAt(now: number, values: Partial<SessionFrame> = {}): SessionFrame {
  return {
    rev: 1,
    now,
    end: 32_000_000,
    barrier: 15_000_000,
    status: 'paused',
    stacks: [],
    series: [],
    facts: [],
    branch: 0,
    branches: [],
    canUndo: false,
    canRedo: false,
    knob: { index: 0, most: 4, value: 64 },
    gates: [{ id: 'gate', at: 15_000_000, claim: null, shut: true, outcome: null }],
    hash: null,
    fleet: null,
    topology: null,
    tracks: [],
    ...values,
  }
}
