/** The list of lessons: those that can be opened as cards, those to come as a plain list. */
import { ChevronRight } from 'lucide-react'
import { lessonById, routeTo } from '../../app/lessons'
import { useText } from '../hooks/useText'
import { RouteLink } from '../common/RouteLink'
import { useApp } from '../hooks/useApp'
import styles from './LearnPage.module.css'
import { course } from './planned'
import { Labs } from '../lab/experiment/Labs'
import { TermsLater } from '../glossary/TermsLater'

export function LearnPage() {
  const t = useText()
  const { lessons } = useApp()
  const numbered = course.map((id, at) => ({ id, number: at + 1, open: lessonById(lessons, id) !== null }))
  const later = numbered.filter((one) => !one.open)
  return (
    <main className={styles['page']}>
      <h1 className={styles['title']}>{t('learn.heading')}</h1>
      <p className={styles['intro']}>
        <TermsLater>{t('learn.intro')}</TermsLater>
      </p>
      <ul className={styles['cards']}>
        {numbered
          .filter((one) => one.open)
          .map(({ id, number }) => (
            <li key={id}>
              <RouteLink to={routeTo({ number })} className={`card ${styles['card'] ?? ''}`}>
                <span className={styles['number']}>{t('learn.number', { number })}</span>
                <span className={styles['name']}>{t(`course.${id}`)}</span>
                <span className={styles['about']}>{t(`course.${id}.about`)}</span>
                <span className={styles['go']}>
                  <span>{t('learn.open')}</span>
                  <ChevronRight size={16} aria-hidden="true" />
                </span>
              </RouteLink>
            </li>
          ))}
      </ul>
      <h2 className={styles['planned-title']}>{t('learn.planned', { n: later.length })}</h2>
      <ol className={styles['planned']}>
        {later.map(({ id, number }) => (
          <li key={id} value={number}>
            <span className={styles['planned-name']}>{t(`course.${id}`)}</span>{' '}
            <span className={styles['about']}>{t(`course.${id}.about`)}</span>
          </li>
        ))}
      </ol>
      <p className={styles['intro']}>
        <RouteLink to={{ page: 'catalogue' }}>{t('catalogue.link')}</RouteLink>
      </p>
      <Labs />
    </main>
  )
}
