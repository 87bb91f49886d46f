/** What the Lab's views do: select, look, ask why, and change the world by commands that are echoed. */
import type { Command, Lens, OtherWorld, Refusal, Stage } from '../sim'
import { isProblem, type Client } from './client'
import { commandText } from './command-text'
import type { Playback } from './playback'
import { addNotice, type Store } from './store'
import { changeUnderWhy } from './why'

export interface LabActions {
  /** Does a command now, echoes it, and says why when it is refused. */
  perform(command: Command, branch?: number): Promise<Refusal | null>
  /** Selects one thing by its name in every view; null selects nothing. */
  select(name: string | null): void
  /** Opens the causes of a fact; null closes them. */
  askWhy(fact: number | null): void
  /** Opens a world that differs in one thing as a branch; `change` says in what. */
  openWorld(world: OtherWorld, name: string, change: string): Promise<void>
  setLens(lens: Lens): void
  setStage(stage: Stage): void
}

/** Echoed lines that are kept. */
const echoLimit = 100

export function createLabActions(parts: {
  readonly client: Client
  readonly store: Store
  readonly playback: Playback
}): LabActions {
  const { client, store, playback } = parts

  function echo(command: Command): void {
    const { echo: lines } = store.getState().view
    const id = (lines[lines.length - 1]?.id ?? 0) + 1
    const line = { id, command, text: commandText(command) }
    store.change('view', { echo: [...lines, line].slice(-echoLimit) })
  }

  /** An earlier refusal, and the way back to the work before this run, are news no longer once the run is edited. */
  function dropOutlived(): void {
    const { notices } = store.getState().notice
    const kept = notices.filter(({ text, action }) => !text.startsWith('refusal.') && action !== 'undo')
    if (kept.length < notices.length) store.change('notice', { notices: kept })
  }

  return {
    async perform(command, branch) {
      playback.pause()
      const performed = changeUnderWhy(parts, () => client.perform(command, branch))
      const refusal = await performed.catch(() => undefined)
      // The session has been lost; the page says so by itself.
      if (refusal === undefined) return null
      if (refusal === null) {
        echo(command)
        dropOutlived()
      } else {
        const { reason, args } = refusal
        addNotice(store, { tone: 'problem', text: `refusal.${reason}`, args, place: '', action: null })
      }
      return refusal
    },
    select: (name) => store.change('selection', { selected: name === null ? [] : [name] }),
    askWhy: (fact) => store.change('view', { why: fact }),
    async openWorld({ set, journal }, name, change) {
      playback.pause()
      const asked = changeUnderWhy(parts, () => client.vary(set, name, journal))
      const answer = await asked.catch(() => null)
      // The session has been lost; the page says so by itself.
      if (answer === null) return
      const news = isProblem(answer)
        ? ({ tone: 'problem', text: 'why.would.refused', args: {} } as const)
        : ({ tone: 'news', text: 'why.would.opened', args: { name, change } } as const)
      addNotice(store, { ...news, place: '', action: null })
    },
    setLens: (lens) => store.change('view', { lens }),
    setStage: (stage) => store.change('view', { stage }),
  }
}
