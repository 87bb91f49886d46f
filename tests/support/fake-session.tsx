// One view of the Lab alone, above a session that answers as a test tells it.
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { createApp, type App } from '../../src/app/app'
import type { SessionPort } from '../../src/app/client'
import type { Locale } from '../../src/i18n/locale'
import { text, type TextArguments } from '../../src/i18n/text'
import { lessons } from '../../src/lessons'
import * as sim from '../../src/sim'
import { AppProvider } from '../../src/ui/hooks/useApp'
import { LocaleContext } from '../../src/ui/hooks/useText'
import type { Answer, SessionFrame, ToWorker } from '../../src/worker/protocol'
import { createFakeAddress, frameAt, memoryStorage } from './page'
import { noImporter } from './no-importer'

type Asked = Extract<ToWorker, { readonly id: number }>

export interface RenderedView {
  readonly app: App
  readonly user: ReturnType<typeof userEvent.setup>
  readonly say: (key: string, args?: TextArguments) => string
  /** Everything that was sent, oldest first. */
  readonly sent: readonly ToWorker[]
  readonly container: HTMLElement
}

export interface ViewOptions {
  readonly locale?: Locale
  readonly search?: string
  readonly frame?: Partial<SessionFrame>
  /** Done before the view is there. */
  readonly before?: (app: App) => void
  answer(asked: Asked): Answer
}

/** Renders a view in a box of 1000 × 500 px, for jsdom lays nothing out. */
export function renderView(view: ReactNode, options: ViewOptions): RenderedView {
  const { locale = 'en', search = '?lab', frame = {}, before, answer } = options
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(500)
  const sent: ToWorker[] = []
  const port: SessionPort = {
    onmessage: null,
    postMessage(message) {
      sent.push(message)
      if (!('id' in message)) return
      const { id } = message
      queueMicrotask(() => port.onmessage?.({ data: { type: 'answer', id, answer: answer(message) } }))
    },
  }
  const app = createApp({
    lessons,
    address: createFakeAddress(search),
    storage: memoryStorage(),
    locale,
    motion: 'reduced',
    makePort: async () => port,
    codec: async () => sim,
    importer: async () => noImporter,
    loadTexts: async () => undefined,
    onNextFrame: () => undefined,
  })
  app.frames.set(frameAt(0, { gates: [], ...frame }))
  before?.(app)
  const { container } = render(
    <AppProvider value={app}>
      <LocaleContext value={locale}>{view}</LocaleContext>
    </AppProvider>,
  )
  return { app, user: userEvent.setup(), say: (key, args) => text(locale, key, args), sent, container }
}

/** A fleet of hosts of 64 GiB in racks of five, and four groups of four tenants. */
export function smallFleet(hosts: number): sim.FleetTopology {
  const groups = ['web', 'db', 'batch', 'dev']
  return {
    rev: 1,
    zones: ['zone-a'],
    racks: Array.from({ length: Math.ceil(hosts / 5) }, (_, at) => ({
      name: `rack-${at + 1}`,
      zone: 0,
      hosts: Math.min(5, hosts - 5 * at),
    })),
    hosts: {
      count: hosts,
      groups: ['host'],
      group: new Uint16Array(hosts),
      ordinal: Uint32Array.from({ length: hosts }, (_, at) => at + 1),
      rack: Uint32Array.from({ length: hosts }, (_, at) => Math.floor(at / 5)),
      cores: new Uint16Array(hosts).fill(16),
      memoryMiB: new Uint32Array(hosts).fill(65536),
    },
    tenants: groups,
    groups: groups.map((name, tenant) => ({
      name,
      tenant,
      kind: 'container',
      containersInside: false,
      hypervisor: '',
      runtime: 'runc',
      app: 'plain',
      policy: 'worst-fit',
      per: 1,
    })),
  }
}
