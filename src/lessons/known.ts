/** The lessons that the worker knows: the first two, which the first screen opens, and all once they are loaded. */
import type { Lesson } from './lesson'
import { oneKernel } from './library/one-kernel/lesson'
import { sevenVersusSeven } from './library/seven-versus-seven/lesson'

let known: readonly Lesson[] = [sevenVersusSeven, oneKernel]

export function knowLessons(lessons: readonly Lesson[]): void {
  known = lessons
}

export function knownLesson(id: string): Lesson | undefined {
  return known.find((lesson) => lesson.id === id)
}
