/** Whether what is open would be missed: more than anybody could have again by one click. */
import type { SessionFrame } from '../worker/protocol'
import type { State } from './store'

export function isWork({ run, lesson, skin }: State, { now, branches }: SessionFrame): boolean {
  if (run.status !== 'open') return false
  if (skin.beats.length > 0 || branches.length > 1 || branches.some(({ edits }) => edits > 0)) return true
  const ofLesson = run.opened !== null && run.opened.lesson !== null
  // A lesson plays by itself: only what the reader did to it counts.
  return ofLesson ? lesson.touched || lesson.asked : run.brought || now > 0
}
