/** What a screen reader hears of a run: one polite message at a time, the latest wins. */
import { useEffect, useRef, useState } from 'react'
import type { Lesson } from '../../lessons/lesson'
import { useLessonText } from '../lesson/useLessonText'

/** Least time between two messages, ms: faster ones would talk over each other. */
const pause = 1500

export function LessonLiveRegion({ lesson }: { readonly lesson: Lesson }) {
  const { say } = useLessonText(lesson)
  const message = useLatest(say('live'))
  return (
    <p className="visually-hidden" role="status">
      {message}
    </p>
  )
}

/** The message as it was at most `pause` ago; what came and went between is never said. */
export function useLatest(message: string): string {
  const [said, setSaid] = useState(message)
  const latest = useRef(message)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => {
    latest.current = message
    if (message === said || timer.current !== null) return
    timer.current = setTimeout(() => {
      timer.current = null
      setSaid(latest.current)
    }, pause)
  }, [message, said])
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
  return said
}
