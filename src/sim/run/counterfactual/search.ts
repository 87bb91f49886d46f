/**
 * The knobs, each with its own way to the value nearest to the present one that changes the fact. They take turns, so
 * that none uses up the runs of the others.
 */
import type { Knob } from './knob'

/** Whether the fact is changed at a position of the knob, 1 being next to the present value; null: no run is left. */
type Asked = (position: number) => Generator<void, boolean | null>

export interface Place {
  /** Nearest position known to change the fact; 0 when none is known. */
  changesAt: number
  /** Farthest position towards the present value known not to. */
  keepsAt: number
  done: boolean
  asked: boolean
}

export function placeOf(): Place {
  return { changesAt: 0, keepsAt: 0, done: false, asked: false }
}

/** The farthest position is rarely the answer: a quarter of the way is tried first, the end only where it must be. */
const firstShare = 4

/** The position to try next. Knobs are monotone: what changes the fact at one position does so beyond it. */
function nextPosition({ positions, nearFirst }: Knob, { asked, changesAt, keepsAt }: Place): number {
  if (!asked) return nearFirst ? 1 : Math.max(1, Math.floor(positions / firstShare))
  if (changesAt === 0) return positions
  return nearFirst ? between(keepsAt, changesAt) : (changesAt + keepsAt) >> 1
}

/** Where a small step is likely, small ones are told apart first: the geometric middle, and two right after one. */
function between(keepsAt: number, changesAt: number): number {
  const middle = keepsAt === 1 ? 2 : Math.floor(Math.sqrt(keepsAt * changesAt))
  return Math.max(keepsAt + 1, Math.min(changesAt - 1, middle))
}

/** One question for one knob; false when no run was left for it. */
export function* turn(knob: Knob, place: Place, ask: Asked): Generator<void, boolean> {
  const position = nextPosition(knob, place)
  const changes = yield* ask(position)
  if (changes === null) return false
  place.asked = true
  if (changes) place.changesAt = position
  else place.keepsAt = position
  const { changesAt, keepsAt } = place
  place.done = changesAt === 0 ? keepsAt === knob.positions : changesAt - keepsAt === 1
  return true
}
