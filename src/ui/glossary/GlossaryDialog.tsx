/** Every term with its name in both languages and what it means. */
import { useState } from 'react'
import { Dialog } from '../dialogs/Dialog'
import { useText } from '../hooks/useText'
import styles from './Glossary.module.css'
import { findTerms } from './terms'

export function GlossaryDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const [asked, setAsked] = useState('')
  const found = findTerms(asked, (code) => t(`glossary.term.${code}`))
  return (
    <Dialog title={t('glossary.title')} description={t('glossary.description')} onClose={onClose}>
      <label className={styles['search']}>
        <span>{t('glossary.search')}</span>
        <input type="search" value={asked} onChange={(event) => setAsked(event.target.value)} />
      </label>
      <dl className={styles['terms']}>
        {found.map((term) => (
          <div key={term.code}>
            <dt>
              <strong>{term.en[0]}</strong> <span lang="zh-CN">{term['zh-CN']}</span>
            </dt>
            <dd>{t(`glossary.term.${term.code}`)}</dd>
          </div>
        ))}
      </dl>
      {found.length === 0 && <p>{t('glossary.none')}</p>}
    </Dialog>
  )
}
