/** The lesson that is open, if any. */
import { lessonById } from '../../app/lessons'
import type { Lesson } from '../../lessons/lesson'
import { useApp, useStore } from './useApp'

export function useLesson(): Lesson | null {
  const { lessons } = useApp()
  const id = useStore((state) => state.run.opened?.lesson ?? null)
  return lessonById(lessons, id)
}
