// Controls and views that ask the session: alive while the clock runs, and never with the answer to another question.
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useState } from 'react'
import type { App } from '../../src/app/app'
import type { Problem } from '../../src/app/client'
import type { LookAnswer } from '../../src/sim'
import { AppProvider, useApp } from '../../src/ui/hooks/useApp'
import { useLook } from '../../src/ui/hooks/useLook'
import { FailureMenu } from '../../src/ui/lab/build/FailureMenu'
import { VictimWords } from '../../src/ui/lab/VictimWords'
import { RemoveHost } from '../../src/ui/lab/inspect/RemoveHost'
import { renderInLab, type FakeLab } from '../support/fake-lab'

/** A run that plays: another moment every few ms until `done` holds. */
async function playUntil(lab: Pick<FakeLab, 'show'>, done: () => void): Promise<void> {
  const playing = setInterval(() => act(() => lab.show({ status: 'running' })), 5)
  await waitFor(done).finally(() => clearInterval(playing))
}

test('a failure can be made while the clock runs, and is refused only when that is known', async () => {
  const lab = renderInLab(
    <FailureMenu>
      <button type="button">open</button>
    </FailureMenu>,
    {
      answer: (asked) => (asked.type === 'could' && asked.command.name === 'host.fail' ? refused : undefined),
    },
  )
  const { say, user, performed } = lab
  await user.click(screen.getByRole('button', { name: 'open' }))
  const button = (name: string) => screen.getByRole('button', { name: new RegExp(say(`command.${name}`)) })
  expect(button('kernel.panic')).toBeEnabled()
  await playUntil(lab, () => expect(button('host.fail')).toBeDisabled())
  await user.click(button('kernel.panic'))
  expect(performed).toMatchObject([{ name: 'kernel.panic' }])
})

const refused = { reason: 'host-off', args: {} }

test('victims are named while the clock runs', async () => {
  const lab = renderInLab(<VictimWords command={{ name: 'host.fail', args: { host: 'host-1' } }} />, {
    answer: (asked) => (asked.type === 'victims' ? ['web-1'] : undefined),
  })
  await playUntil(lab, () =>
    expect(screen.getByRole('status')).toHaveTextContent(lab.say('lab.would-stop', { n: 1 })),
  )
})

test('a host can be removed before it is known whether it is in use', async () => {
  const { user, performed } = renderInLab(<RemoveHost host="host-1" />)
  await user.click(screen.getByRole('button'))
  expect(performed).toEqual([{ name: 'host.remove', args: { host: 'host-1' } }])
})

const one = { look: 'find', text: 'one', count: 3 } as const
const other = { look: 'find', text: 'other', count: 3 } as const

function Found({ look }: { readonly look: typeof one | typeof other }) {
  const found = useLook(look)?.found
  return <p>{found === undefined ? 'nothing' : found.map(({ name }) => name).join()}</p>
}

/** A session that answers when it is told to. */
function renderLate() {
  const waiting: ((answer: LookAnswer | Problem) => void)[] = []
  const look = () => new Promise<LookAnswer | Problem>((resolve) => waiting.push(resolve)) as Promise<never>
  let show: (look: typeof one | typeof other) => void = () => undefined
  function Late() {
    const app = useApp()
    const [late] = useState<App>(() => ({ ...app, client: { ...app.client, look } }))
    const [asked, setAsked] = useState<typeof one | typeof other>(one)
    show = setAsked
    return (
      <AppProvider value={late}>
        <Found look={asked} />
      </AppProvider>
    )
  }
  const lab = renderInLab(<Late />)
  return { lab, waiting, ask: (about: typeof one | typeof other) => act(() => show(about)) }
}

const found = (name: string): LookAnswer => ({
  look: 'find',
  found: [{ name, type: 'host', path: [] }],
})

test('an answer that took longer than a frame is shown', async () => {
  const { lab, waiting } = renderLate()
  await waitFor(() => expect(waiting).toHaveLength(1))
  act(() => lab.show({ status: 'running' }))
  act(() => lab.show({ status: 'running' }))
  await act(async () => waiting[0]?.(found('first')))
  expect(screen.getByText('first')).toBeVisible()
})

test('a question is asked again only when it has been answered', async () => {
  const { lab, waiting } = renderLate()
  await waitFor(() => expect(waiting).toHaveLength(1))
  act(() => lab.show({ status: 'running' }))
  await act(async () => waiting[0]?.(found('first')))
  await waitFor(() => expect(waiting).toHaveLength(2))
  await act(async () => waiting[1]?.(found('second')))
  expect(screen.getByText('second')).toBeVisible()
})

test('no answer stands for another question, a problem or another run', async () => {
  const { lab, waiting, ask } = renderLate()
  await waitFor(() => expect(waiting).toHaveLength(1))
  await act(async () => waiting[0]?.(found('first')))
  ask(other)
  expect(screen.getByText('nothing')).toBeVisible()
  await waitFor(() => expect(waiting).toHaveLength(2))
  await act(async () => waiting[1]?.(found('second')))
  act(() => lab.show({}))
  await waitFor(() => expect(waiting).toHaveLength(3))
  await act(async () => waiting[2]?.({ problem: 'gate-shut' }))
  expect(screen.getByText('nothing')).toBeVisible()
  act(() => lab.show({}))
  await waitFor(() => expect(waiting).toHaveLength(4))
  await act(async () => waiting[3]?.(found('third')))
  expect(screen.getByText('third')).toBeVisible()
  act(() => lab.app.store.change('run', { epoch: 9 }))
  expect(screen.getByText('nothing')).toBeVisible()
})
