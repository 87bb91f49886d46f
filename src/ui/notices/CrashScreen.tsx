/** When the session has died: what happened, the link that reproduces it as text, and a way to start again. */
import { useText } from '../hooks/useText'
import { useApp, useStore } from '../hooks/useApp'
import styles from './CrashScreen.module.css'

export function CrashScreen() {
  const t = useText()
  const { opening } = useApp()
  const crash = useStore((state) => state.run.crash)
  if (crash === null) return null
  return (
    <main className={styles['crash']}>
      <h1 className={styles['title']}>{t('crash.what')}</h1>
      <p>{t('crash.why')}</p>
      <p>{t('crash.do')}</p>
      <p className={styles['label']}>{t('crash.message')}</p>
      <pre className={styles['text']}>{crash.message}</pre>
      {crash.linkText !== null && (
        <>
          <p className={styles['label']}>{t('crash.link')}</p>
          <pre className={styles['text']}>{crash.linkText}</pre>
        </>
      )}
      <button type="button" className="button button-primary" onClick={() => void opening.startAgain()}>
        {t('crash.again')}
      </button>
    </main>
  )
}
