/** What the page watches, put together from what each of its views wants to see. */
import type { Interest } from '../worker/protocol'
import type { Client } from './client'
import type { FrameStore } from './frame'

export interface Interests {
  /** What this view wants from now on; it replaces what the same view wanted before. */
  want(view: string, part: Partial<Interest>): void
  /** The view is gone. */
  drop(view: string): void
}

export function createInterests(client: Pick<Client, 'watch'>, frames: FrameStore): Interests {
  const parts = new Map<string, Partial<Interest>>()
  const watch = (): void => client.watch(merged([...parts.values()], frames.topology()?.rev ?? -1))
  frames.onTopology(() => {
    if (parts.size > 0) watch()
  })
  return {
    want(view, part) {
      parts.set(view, part)
      watch()
    },
    drop(view) {
      if (parts.delete(view)) watch()
    },
  }
}

function merged(parts: readonly Partial<Interest>[], topology: number): Interest {
  const series = parts.flatMap((part) => part.series ?? [])
  const compare = parts.find((part) => part.compare !== undefined)?.compare
  const fleet = parts.find((part) => part.fleet !== undefined)?.fleet
  return {
    stacks: [...new Set(parts.flatMap((part) => part.stacks ?? []))],
    series: series.filter(
      (one, at) => series.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at,
    ),
    factsFrom: 0,
    ...(fleet === undefined ? {} : { fleet: { ...fleet, topology } }),
    ...(compare === undefined ? {} : { compare }),
    ...(parts.some((part) => part.tracks === true) ? { tracks: true } : {}),
  }
}
