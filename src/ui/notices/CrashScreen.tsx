/** When the session has died: what happened, its state to take along, and two ways to start again. */
import type { Link } from '../../sim'
import { downloadText } from '../../app/files'
import { useText } from '../hooks/useText'
import { useApp, useStore } from '../hooks/useApp'
import styles from './CrashScreen.module.css'

export function CrashScreen() {
  const t = useText()
  const { opening, codec } = useApp()
  const crash = useStore((state) => state.run.crash)
  if (crash === null) return null
  const { link } = crash
  const save = async (state: Link) => downloadText('crash.strata.json', (await codec()).encodeFile(state))
  return (
    <main className={styles['crash']}>
      <h1 className={styles['title']}>{t('crash.what')}</h1>
      <p>{t('crash.why')}</p>
      <p>{t(link === null ? 'crash.do' : 'crash.do-here')}</p>
      <p className={styles['label']}>{t('crash.message')}</p>
      <pre className={styles['text']}>{crash.message}</pre>
      {crash.linkText !== null && (
        <>
          <p className={styles['label']}>{t('crash.link')}</p>
          <pre className={styles['text']}>{crash.linkText}</pre>
        </>
      )}
      <div className={styles['actions']}>
        {link !== null && (
          <button type="button" className="button button-primary" onClick={() => void opening.restartHere()}>
            {t('crash.here')}
          </button>
        )}
        <button
          type="button"
          className={link === null ? 'button button-primary' : 'button'}
          onClick={() => void opening.startAgain()}
        >
          {t('crash.again')}
        </button>
        {link !== null && (
          <button type="button" className="button" onClick={() => void save(link)}>
            {t('crash.file')}
          </button>
        )}
      </div>
    </main>
  )
}
