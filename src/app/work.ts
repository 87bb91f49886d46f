/** Whether what is open would be missed: more than anybody could have again by one click. */
import type { SessionFrame } from '../worker/protocol'
import type { State } from './store'

export function isWork({ run, lesson, skin }: State, { now, branches }: SessionFrame): boolean {
  if (run.status !== 'open') return false
  // A built-in comparison has all its branches from the start.
  const begun = run.opened?.view?.compare?.length ?? 1
  if (skin.beats.length > 0 || branches.length > begun || branches.some(({ edits }) => edits > 0)) return true
  const ofLesson = run.opened !== null && run.opened.lesson !== null
  // A lesson plays by itself: only what the reader did to it counts.
  return ofLesson ? lesson.touched || lesson.asked : run.brought || now > 0
}
