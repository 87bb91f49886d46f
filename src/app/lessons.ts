/** The lessons that can be opened, in order, and what the page derives from them. */
import type { Lesson } from '../lessons/lesson'
import type { Interest } from '../worker/protocol'
import type { Route } from './router'

export type Lessons = readonly Lesson[]

/** The lesson of an id or a number; null when there is none, or nothing was asked for. */
export function lessonById(lessons: Lessons, id: string | null): Lesson | null {
  return lessons.find((lesson) => lesson.id === id || String(lesson.number) === id) ?? null
}

/** The page of a lesson. Its address has the number alone, because an id may give the outcome away. */
export function routeTo(lesson: Pick<Lesson, 'number'>): Route {
  return { page: 'lesson', id: String(lesson.number) }
}

/** What a lesson's page watches: both stacks, and the lesson's metric on both sides. */
export function interestOf(lesson: Lesson): Interest {
  return {
    stacks: lesson.sides.map((side) => side.host),
    series: lesson.sides.map((side) => ({ metric: lesson.metric, subject: side.group })),
    factsFrom: 0,
  }
}
