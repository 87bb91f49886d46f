/** When two starts in a row have failed: nothing opens by itself, and what was saved can be taken away as a file. */
import { useApp } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import styles from './CrashScreen.module.css'
import { KeptRun } from './KeptRun'

export function SafeScreen() {
  const t = useText()
  const app = useApp()
  return (
    <main className={styles['crash']}>
      <h1 className={styles['title']}>{t('safe.what')}</h1>
      <p>{t('safe.why')}</p>
      <p>{t('safe.do')}</p>
      <div className={styles['actions']}>
        <button type="button" className="button button-primary" onClick={app.startAnyway}>
          {t('safe.again')}
        </button>
        <KeptRun />
        <button
          type="button"
          className="button"
          onClick={() => app.store.change('notice', { dialog: { type: 'recent' } })}
        >
          {t('safe.recent')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => void app.opening.go({ page: 'lesson', id: null })}
        >
          {t('safe.first')}
        </button>
      </div>
    </main>
  )
}
