// A session for tests of the page: two hosts in closed form, a gate that holds, and nothing of the simulator.
import type { NamedFact, Series, StackView } from '../../src/sim'
import type { SessionPort } from '../../src/app/client'
import type { Answer, GateView, Opened, SessionFrame, ToWorker } from '../../src/worker/protocol'
import { fakeEnd, fakeLesson } from './fake-lesson'

const usableMiB = 61440
const stops = fakeLesson.knob.stops
const gateAt = fakeLesson.gates[0]?.at ?? 0

export interface FakeSession extends SessionPort {
  readonly messages: ToWorker[]
  /** Virtual µs pass as if the wall clock had moved. */
  pass(micros: number): void
  fail(message: string): void
}

export function createFakeSession(): FakeSession {
  let now = 0
  let rev = 0
  let pace = 0
  let claim: GateView['claim'] = null
  let panicked: string[] = []
  const messages: ToWorker[] = []

  const session: FakeSession = {
    messages,
    onmessage: null,
    postMessage(message) {
      messages.push(message)
      if (message.type !== 'pull') rev++
      hear(message)
    },
    pass(micros) {
      if (pace === 0) return
      now = Math.min(barrier(), now + micros * pace)
      if (now >= barrier()) pace = 0
      rev++
    },
    fail(message) {
      queueMicrotask(() => session.onmessage?.({ data: { type: 'crashed', message, link: null } }))
    },
  }
  return session

  function hear(message: ToWorker): void {
    switch (message.type) {
      case 'pull':
        return send({ type: 'frame', frame: frame() })
      case 'pace':
        pace = message.virtualPerWall
        return
      case 'seek':
        now = Math.min(message.to, barrier())
        return
      case 'knob':
        now = Math.min(stops[message.index]?.at ?? 0, barrier())
        return
      case 'step':
        now = Math.max(0, Math.min(barrier(), now + (message.to === 'back' ? -1 : 1) * 1_000_000))
        return
      case 'undo':
      case 'redo':
      case 'branch':
        return
      default:
        return send({ type: 'answer', id: message.id, answer: answer(message) })
    }
  }

  function answer(message: Extract<ToWorker, { id: number }>): Answer {
    switch (message.type) {
      case 'open':
        now = 0
        claim = null
        panicked = []
        return opened('lesson' in message.open ? message.open.lesson : (message.open.link.lesson ?? null))
      case 'claim':
        claim = message.claim
        return null
      case 'what-if':
        return { A: 7, B: 8, use: null }
      case 'victims':
        return victimsOf(message.command.args)
      case 'perform':
        panicked = [...panicked, ...victimsOf(message.command.args)]
        return null
      case 'explain':
        return { fact: factOf(message.fact), causes: [factOf(0)], steps: [] }
      case 'could':
        return null
      case 'link':
        return fakeLink
    }
  }

  function send(data: Parameters<NonNullable<SessionPort['onmessage']>>[0]['data']): void {
    queueMicrotask(() => session.onmessage?.({ data }))
  }

  function barrier(): number {
    return claim === null ? gateAt : fakeEnd
  }

  function frame(): SessionFrame {
    const counts = countsAt(now)
    const ended = now >= fakeEnd
    return {
      rev,
      now,
      end: fakeEnd,
      barrier: barrier(),
      status: ended ? 'ended' : now >= barrier() ? 'gated' : pace > 0 ? 'running' : 'paused',
      stacks: [stackOf('A', now, panicked), stackOf('B', now, panicked)],
      series: [seriesOf('vms', 'A', now), seriesOf('containers', 'B', now)],
      facts: [factOf(0), factOf(1)],
      branch: 0,
      branches: [],
      canUndo: panicked.length > 0,
      canRedo: false,
      knob: knobAt(now, barrier()),
      gates: [
        {
          id: 'eight',
          at: gateAt,
          claim,
          shut: claim === null,
          outcome: claim === null || !ended ? null : { value: 1, choice: 'same', A: counts.A, B: counts.B },
        },
      ],
      hash: null,
    }
  }
}

export const fakeLink = {
  modelVersion: 1,
  scenario: { format: 1 as const, seed: 7, horizon: fakeEnd, fleet: [], workloads: [] },
  branches: [{ name: '', parent: -1, at: 0, journal: [] }],
  branch: 0,
}

function opened(lesson: string | null): Opened {
  return { lesson, title: '', modelVersion: 1, verified: 'unstated', end: fakeEnd, view: null }
}

function memoryAt(at: number): number {
  let memory = 64
  for (const stop of stops) if ((stop.at ?? 0) <= at) memory = stop.value
  return memory
}

function knobAt(at: number, barrier: number): SessionFrame['knob'] {
  const index = stops.findIndex((stop) => stop.value === memoryAt(at))
  return { index, most: stops.filter((stop) => (stop.at ?? 0) <= barrier).length - 1, value: memoryAt(at) }
}

function copyMiB(side: 'A' | 'B', at: number): number {
  return memoryAt(at) + (side === 'A' ? 448 : 8)
}

function countsAt(at: number): { A: number; B: number } {
  return { A: Math.floor(usableMiB / copyMiB('A', at)), B: Math.floor(usableMiB / copyMiB('B', at)) }
}

function victimsOf(args: Readonly<Record<string, unknown>>): readonly string[] {
  const { workload } = args
  return typeof workload === 'string' ? [workload] : ['containers-0', 'containers-1']
}

function factOf(ordinal: number): NamedFact {
  return { ordinal, at: ordinal * 1_000_000, name: 'workload.started', cause: ordinal - 1, args: { workload: `vms-${ordinal}`, host: 'a-1' } }
}

function seriesOf(subject: string, side: 'A' | 'B', now: number): Series {
  const at = Float64Array.from({ length: Math.floor(now / 250_000) + 1 }, (_, sample) => sample * 250_000)
  return { metric: 'workload.running', subject, unit: 'count', at, value: at.map((time) => countsAt(time)[side]) }
}

function stackOf(side: 'A' | 'B', at: number, panicked: readonly string[]): StackView {
  const count = countsAt(at)[side]
  const memory = memoryAt(at)
  const group = side === 'A' ? 'vms' : 'containers'
  const fill = (value: number) => new Uint32Array(count).fill(value)
  const state = Uint8Array.from({ length: count }, (_, unit) => (panicked.includes(`${group}-${unit}`) ? 3 : 0))
  const parts = { guest: side === 'A' ? 384 : 0, hypervisor: side === 'A' ? 64 : 0, runtime: side === 'A' ? 0 : 8 }
  return {
    host: side === 'A' ? 'a-1' : 'b-1',
    machine: 'rack-server',
    cores: 16,
    memoryMiB: 65536,
    nicMbps: 25000,
    power: 'on',
    hostKernel: side === 'A' ? 'kvm' : 'linux',
    hostKernelState: 'running',
    hostKernelMiB: 4096,
    usableMiB,
    sharedMiB: 0,
    usedMiB: count * copyMiB(side, at),
    freeMiB: usableMiB - count * copyMiB(side, at),
    copy: {
      kind: side === 'A' ? 'vm' : 'container',
      profile: side === 'A' ? 'kvm' : 'runc',
      workloads: 1,
      appMiB: memory - 16,
      librariesMiB: 16,
      guestMiB: parts.guest,
      hypervisorMiB: parts.hypervisor,
      runtimeMiB: parts.runtime,
      totalMiB: copyMiB(side, at),
      sharedLibrariesMiB: 0,
    },
    units: {
      count,
      groups: [group],
      group: new Uint16Array(count),
      ordinal: Uint32Array.from({ length: count }, (_, unit) => unit),
      state,
      appMiB: fill(memory - 16),
      librariesMiB: fill(16),
      guestMiB: fill(parts.guest),
      hypervisorMiB: fill(parts.hypervisor),
      runtimeMiB: fill(parts.runtime),
      members: fill(1),
    },
    members: { unit: Uint32Array.from({ length: count }, (_, unit) => unit), ordinal: new Uint32Array(count), state },
    uses: {},
  }
}
