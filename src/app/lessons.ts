/** The lessons that can be opened, in order, and what the page derives from them. */
import type { Lesson } from '../lessons/lesson'
import type { Interest } from '../worker/protocol'

export type Lessons = readonly Lesson[]

/** The lesson of an id; null when there is none, or no id. */
export function lessonById(lessons: Lessons, id: string | null): Lesson | null {
  return lessons.find((lesson) => lesson.id === id) ?? null
}

/** What a lesson's page watches: both stacks, and the lesson's metric on both sides. */
export function interestOf(lesson: Lesson): Interest {
  return {
    stacks: lesson.sides.map((side) => side.host),
    series: lesson.sides.map((side) => ({ metric: lesson.metric, subject: side.group })),
    factsFrom: 0,
  }
}
