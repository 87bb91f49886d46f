/** The lessons in their order. */
import type { Lesson } from '../lesson'
import { appendOnly } from './append-only/lesson'
import { liveMigration } from './live-migration/lesson'
import { nestedPaging } from './nested-paging/lesson'
import { oneKernel } from './one-kernel/lesson'
import { overcommit } from './overcommit/lesson'
import { sevenVersusSeven } from './seven-versus-seven/lesson'

export const lessons: readonly Lesson[] = [
  sevenVersusSeven,
  oneKernel,
  overcommit,
  nestedPaging,
  liveMigration,
  appendOnly,
]

export function findLesson(id: string): Lesson | undefined {
  return lessons.find((lesson) => lesson.id === id)
}
