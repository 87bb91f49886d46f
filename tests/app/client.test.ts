// The client: questions find their answers, frames are pulled one at a time, and a dead session is noticed.
import { beforeEach, expect, test, vi } from 'vitest'
import { createClient, type Client } from '../../src/app/client'
import { createFrameClock, createScriptedPort, frameAt, type ScriptedPort } from '../support/page'

let ports: ScriptedPort[]
let clock: ReturnType<typeof createFrameClock>
let client: Client
const onFrame = vi.fn()
const onCrash = vi.fn()

beforeEach(() => {
  ports = []
  clock = createFrameClock()
  onFrame.mockReset()
  onCrash.mockReset()
  client = createClient({
    makePort: async () => {
      const port = createScriptedPort()
      ports.push(port)
      return port
    },
    onNextFrame: clock.onNextFrame,
    onFrame,
    onCrash,
  })
})

/** A client whose session has been opened. */
async function opened(): Promise<ScriptedPort> {
  const answer = client.open({ lesson: 'one' })
  await vi.waitFor(() => expect(ports[0]?.sent.length).toBe(1))
  const port = ports[0] as ScriptedPort
  port.say({ type: 'answer', id: 1, answer: null })
  await answer
  return port
}

const pulls = (port: ScriptedPort) => port.sent.filter((message) => message.type === 'pull')

test('answers find the questions they belong to, in any order', async () => {
  const port = await opened()
  const could = client.could({ name: 'a.b', args: {} })
  const victims = client.victims({ name: 'a.b', args: {} })
  await vi.waitFor(() =>
    expect(port.sent.map((message) => message.type)).toEqual(['open', 'could', 'victims']),
  )
  port.say({ type: 'answer', id: 3, answer: ['web-1'] })
  port.say({ type: 'answer', id: 2, answer: { reason: 'gone', args: {} } })
  expect(await victims).toEqual(['web-1'])
  expect(await could).toEqual({ reason: 'gone', args: {} })
})

test('one pull waits for its frame before the next is sent, however often the screen is drawn', async () => {
  const port = await opened()
  clock.pass()
  clock.pass()
  client.order({ type: 'pace', virtualPerWall: 1 })
  clock.pass()
  expect(pulls(port)).toHaveLength(1)
  port.say({ type: 'frame', frame: frameAt(0) })
  expect(onFrame).toHaveBeenCalledTimes(1)
  clock.pass()
  expect(pulls(port)).toHaveLength(2)
})

test('a page that is not drawn pulls nothing', async () => {
  const port = await opened()
  expect(pulls(port)).toHaveLength(0)
})

test('a new interest replaces the pull that waits for the old one', async () => {
  const port = await opened()
  clock.pass()
  client.watch({ stacks: ['host-1'], series: [], factsFrom: 0 })
  clock.pass()
  expect(pulls(port).at(-1)).toEqual({
    type: 'pull',
    interest: { stacks: ['host-1'], series: [], factsFrom: 0 },
  })
})

test('a crash ends what was asked, and the next opening starts a new session', async () => {
  const port = await opened()
  const asked = client.explain(1)
  await vi.waitFor(() => expect(port.sent.at(-1)?.type).toBe('explain'))
  port.say({ type: 'crashed', message: 'index out of range', link: null })
  await expect(asked).rejects.toThrow('index out of range')
  expect(onCrash).toHaveBeenCalledWith({ message: 'index out of range', link: null })
  expect(port.terminated).toBe(true)
  void client.open({ lesson: 'one' })
  await vi.waitFor(() => expect(ports).toHaveLength(2))
})

test('a session that dies without a word counts as a crash', async () => {
  const port = await opened()
  port.onerror?.(new Error('gone'))
  expect(onCrash).toHaveBeenCalledWith({ message: 'worker-lost', link: null })
})

test('what a dead session still says is not heard', async () => {
  const port = await opened()
  client.restart()
  port.say({ type: 'frame', frame: frameAt(0) })
  expect(onFrame).not.toHaveBeenCalled()
})
