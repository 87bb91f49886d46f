/** "What happened": folded away until asked for; the list itself is loaded only then. */
import { Suspense } from 'react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useText } from '../hooks/useText'
import { useApp, useStore } from '../hooks/useApp'
import { later } from '../later'
import styles from './FactsSection.module.css'

const FactsList = later(() => import('./FactsList').then((module) => module.FactsList))

export function FactsSection() {
  const t = useText()
  const { store } = useApp()
  const open = useStore((state) => state.notice.factsOpen)
  const Icon = open ? ChevronDown : ChevronRight
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>
        <button
          type="button"
          className={styles['toggle']}
          aria-expanded={open}
          onClick={() => store.change('notice', { factsOpen: !open })}
        >
          <Icon size={16} aria-hidden="true" />
          <span>{t('facts.title')}</span>
        </button>
      </h2>
      {open && (
        <Suspense fallback={null}>
          <FactsList />
        </Suspense>
      )}
    </section>
  )
}
