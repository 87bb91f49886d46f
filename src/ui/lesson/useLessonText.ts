/** Sentences of the open lesson with the run's numbers put in. */
import { useCallback, useMemo } from 'react'
import { hasText, type TextArguments } from '../../i18n/text'
import { useFormats, useText } from '../hooks/useText'
import type { Lesson } from '../../lessons/lesson'
import { useFrame, useStore } from '../hooks/useApp'
import { lessonArguments } from './arguments'

export interface LessonText {
  /** The lesson's sentence of a short key: 'heading', 'side.A.name'. */
  readonly say: (key: string, more?: TextArguments) => string
  /** Whether the lesson has such a sentence at all. */
  readonly has: (key: string) => boolean
}

export function useLessonText(lesson: Lesson): LessonText {
  const formats = useFormats()
  const args = useFrame((frame) => lessonArguments(frame, lesson, formats), sameArguments)
  return useSentences(lesson, args)
}

/** The same with the numbers of the moment in which the outcome became known; null until then. */
export function useOutcomeText(lesson: Lesson): LessonText | null {
  const formats = useFormats()
  const moment = useStore((state) => state.lesson.moment)
  const args = useMemo(
    () => (moment === null ? nothing : lessonArguments(moment, lesson, formats)),
    [moment, lesson, formats],
  )
  const sentences = useSentences(lesson, args)
  return moment === null ? null : sentences
}

const nothing: TextArguments = {}

function useSentences(lesson: Lesson, args: TextArguments): LessonText {
  const t = useText()
  const say = useCallback(
    (key: string, more: TextArguments = {}) => t(`lesson.${lesson.id}.${key}`, { ...args, ...more }),
    [t, lesson, args],
  )
  const has = useCallback((key: string) => hasText(`lesson.${lesson.id}.${key}`), [lesson])
  return { say, has }
}

function sameArguments(a: TextArguments, b: TextArguments): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
