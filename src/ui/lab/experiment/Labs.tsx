/** The experiments as cards: what people say, what there is to try, and the way into the Lab. */
import { ChevronRight } from 'lucide-react'
import { experiments } from '../../../lessons/experiments'
import { RouteLink } from '../../common/RouteLink'
import { useText } from '../../hooks/useText'
import styles from './Labs.module.css'

export function Labs() {
  const t = useText()
  return (
    <section aria-label={t('learn.labs')}>
      <h2 className={styles['title']}>{t('learn.labs')}</h2>
      <p className={styles['intro']}>{t('learn.labs.intro')}</p>
      <ul className={styles['cards']}>
        {experiments.map(({ id }) => (
          <li key={id}>
            <RouteLink to={{ page: 'lab', id }} className={`card ${styles['card'] ?? ''}`}>
              <q className={styles['belief']}>{t(`experiment.${id}.belief`)}</q>
              <span className={styles['about']}>{t(`scenario.${id}.about`)}</span>
              <span className={styles['go']}>
                <span>{t('learn.labs.open')}</span>
                <ChevronRight size={16} aria-hidden="true" />
              </span>
            </RouteLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
