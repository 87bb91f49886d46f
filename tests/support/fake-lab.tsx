// The Lab in jsdom before a session of the test's own making: it holds a small fleet and writes down what it is told.
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { createApp, type App as Parts } from '../../src/app/app'
import type { SessionPort } from '../../src/app/client'
import type { Locale } from '../../src/i18n/locale'
import { text, type TextArguments } from '../../src/i18n/text'
import * as sim from '../../src/sim'
import { AppProvider } from '../../src/ui/hooks/useApp'
import { LocaleContext } from '../../src/ui/hooks/useText'
import type { Answer, SessionFrame, ToWorker } from '../../src/worker/protocol'
import { createFakeAddress, frameAt, memoryStorage } from './page'
import { noImporter } from './no-importer'

type Question = Extract<ToWorker, { readonly id: number }>

export interface FakeLab {
  readonly app: Parts
  readonly user: ReturnType<typeof userEvent.setup>
  readonly say: (key: string, args?: TextArguments) => string
  /** Every command that was performed. */
  readonly performed: sim.Command[]
  /** Shows another moment. */
  show(values: Partial<SessionFrame>): void
}

export interface FakeLabOptions {
  readonly locale?: Locale
  readonly frame?: Partial<SessionFrame>
  readonly selected?: string
  readonly scenario?: Partial<sim.Scenario>
  /** Answers a question in place of the usual one; undefined leaves it to the usual one. */
  readonly answer?: (question: Question) => Answer | undefined
}

/** Three hosts in one rack; web has two copies on two hosts, db one. */
export const topology: sim.FleetTopology = {
  rev: 1,
  zones: ['east'],
  racks: [{ name: 'rack-1', zone: 0, hosts: 3 }],
  hosts: {
    count: 3,
    groups: ['host'],
    group: Uint16Array.of(0, 0, 0),
    ordinal: Uint32Array.of(1, 2, 3),
    rack: Uint32Array.of(0, 0, 0),
    cores: Uint16Array.of(16, 16, 16),
    memoryMiB: Uint32Array.of(65536, 65536, 65536),
  },
  tenants: ['', 'shop'],
  groups: [groupOf('web', 'container', 'spread'), groupOf('db', 'vm', 'first-fit')],
}

function groupOf(name: string, kind: 'container' | 'vm', policy: string): sim.FleetGroupView {
  return {
    name,
    tenant: 1,
    kind,
    containersInside: false,
    hypervisor: '',
    runtime: '',
    app: name,
    policy,
    per: 1,
  }
}

export function fleetFrame(values: Partial<sim.FleetFrame> = {}): sim.FleetFrame {
  return {
    topology: 1,
    cpu: Uint8Array.of(10, 20, 0),
    cpuDemand: Uint8Array.of(10, 20, 0),
    memory: Uint8Array.of(30, 10, 0),
    tenant: Uint8Array.of(1, 1, sim.noValue),
    state: Uint8Array.of(0, 0, 0),
    risk: Uint8Array.of(100, 50, sim.noValue),
    units: Uint16Array.of(2, 1, 0),
    groupCount: Uint32Array.of(2, 1),
    groupPlaced: Uint32Array.of(2, 1),
    groupRunning: Uint32Array.of(2, 1),
    groupStarting: Uint32Array.of(0, 0),
    details: [],
    ...values,
  }
}

const scenario: sim.Scenario = {
  format: 1,
  title: 'shop',
  seed: 7,
  horizon: 60_000_000,
  fleet: [{ name: 'host', count: 3, machine: 'general-64', kernel: 'kvm' }],
  workloads: [],
}

export function renderInLab(content: ReactNode, options: FakeLabOptions = {}): FakeLab {
  const { locale = 'en', answer = () => undefined } = options
  const performed: sim.Command[] = []
  const port: SessionPort = {
    onmessage: null,
    postMessage(message) {
      if (!('id' in message)) return
      if (message.type === 'perform') performed.push(message.command)
      const given = answer(message)
      const said = given === undefined ? usual(message) : given
      queueMicrotask(() => port.onmessage?.({ data: { type: 'answer', id: message.id, answer: said } }))
    },
  }
  const app = createApp({
    lessons: [],
    address: createFakeAddress('?lab'),
    storage: memoryStorage(),
    locale,
    motion: 'reduced',
    makePort: async () => port,
    codec: async () => sim,
    importer: async () => noImporter,
    loadTexts: async () => undefined,
    onNextFrame: () => undefined,
  })
  const show = (values: Partial<SessionFrame>) =>
    app.frames.set(
      frameAt(0, { rev: app.frames.current().rev + 1, topology, fleet: fleetFrame(), ...values }),
    )
  show(options.frame ?? {})
  app.store.change('run', {
    status: 'open',
    route: { page: 'lab', id: null },
    scenario: { ...scenario, ...options.scenario },
  })
  if (options.selected !== undefined) app.store.change('selection', { selected: [options.selected] })
  render(
    <AppProvider value={app}>
      <LocaleContext value={locale}>{content}</LocaleContext>
    </AppProvider>,
  )
  return { app, user: userEvent.setup(), say: (key, args) => text(locale, key, args), performed, show }
}

/** Nothing is refused, and every name is where it seems to be. */
function usual(question: Question): Answer {
  switch (question.type) {
    case 'victims':
    case 'inspect':
      return []
    case 'look':
      return lookAnswer(question.look)
    default:
      return null
  }
}

function lookAnswer(look: sim.Look): Answer {
  if (look.look === 'where') return { look: 'where', found: foundNamed(look.name) }
  if (look.look === 'pools')
    return { look: 'pools', capacity: { millicores: 48_000, memoryMiB: 184_320 }, pools: [] }
  if (look.look === 'bins') return { look: 'bins', total: 0, freeMiB: 0, largestHoleMiB: 0, bins: [] }
  if (look.look === 'about') return { look: 'about', facts: [] }
  return { problem: 'not-asked-in-this-test' }
}

function foundNamed(name: string): sim.WhereView['found'] {
  const at = { host: -1, unit: '', group: '' }
  const host = /^host-(\d)$/.exec(name)
  if (host !== null) return { ...at, name, type: 'host', path: ['east', 'rack-1'], host: Number(host[1]) - 1 }
  if (name === 'web' || name === 'db') return { ...at, name, type: 'group', path: [], group: name }
  if (name === 'rack-1') return { ...at, name, type: 'rack', path: ['east'] }
  if (/^(web|db)-\d$/.test(name))
    return { ...at, name, type: 'workload', path: ['east', 'rack-1', 'host-1'], host: 0 }
  return null
}
