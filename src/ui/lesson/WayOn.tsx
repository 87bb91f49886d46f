/** Where a lesson leads: to the next one, or from the last one back to the list. */
import { ChevronRight } from 'lucide-react'
import { lessonById, routeTo } from '../../app/lessons'
import type { Lesson } from '../../lessons/lesson'
import { RouteLink } from '../common/RouteLink'
import { useApp } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import styles from './Reveal.module.css'

export function WayOn({ lesson }: { readonly lesson: Lesson }) {
  const t = useText()
  const { lessons } = useApp()
  const next = lessonById(lessons, lesson.next ?? null)
  return (
    <RouteLink
      to={next === null ? { page: 'learn' } : routeTo(next)}
      className={`button button-primary ${styles['next'] ?? ''}`}
    >
      <span>{t(next === null ? 'header.lessons' : 'reveal.next')}</span>
      <ChevronRight size={16} aria-hidden="true" />
    </RouteLink>
  )
}
