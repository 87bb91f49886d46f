/** The five beats of a lesson, and which of them is the reader's now. */
import type { LessonSlice } from '../../app/slices/lesson'
import type { GateView } from '../../worker/protocol'

export const beats = ['see', 'touch', 'predict', 'reveal', 'why'] as const
export type Beat = (typeof beats)[number]

/** Progress is never taken back: looking at an earlier time does not lose the question or the answer. */
export function beatOf(
  lesson: Pick<LessonSlice, 'touched' | 'asked' | 'outcome'>,
  gate: Pick<GateView, 'claim'> | null,
): Beat {
  if (lesson.outcome !== null) return 'why'
  if (gate !== null && gate.claim !== null) return 'reveal'
  if (lesson.asked) return 'predict'
  return lesson.touched ? 'touch' : 'see'
}
