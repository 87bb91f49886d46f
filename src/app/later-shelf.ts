/** The shelf of runs as the first screen has it: it is loaded when it is first asked for something. */
import type { RunShelf } from './shelf'

export function laterShelf(load: () => Promise<RunShelf>): RunShelf {
  let loading: Promise<RunShelf> | null = null
  const shelf = () => (loading ??= load())
  return {
    list: async () => (await shelf()).list(),
    text: async (id) => (await shelf()).text(id),
    put: async (run) => (await shelf()).put(run),
    remove: async (id) => (await shelf()).remove(id),
  }
}
