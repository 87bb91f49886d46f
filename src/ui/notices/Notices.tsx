/** Messages above the page: what happened, where, why, and what to do. The page below them keeps running. */
import { Info, TriangleAlert, X } from 'lucide-react'
import { dropNotice } from '../../app/store'
import type { Notice } from '../../app/slices/notices'
import { canSay } from '../../i18n/text'
import { useText } from '../hooks/useText'
import { useAllTexts } from '../hooks/useAllTexts'
import { useApp, useStore } from '../hooks/useApp'
import { DropVeil } from './DropVeil'
import styles from './Notices.module.css'

export function Notices() {
  const t = useText()
  const all = useStore((state) => state.notice.notices)
  const presenting = useStore((state) => state.skin.ui === 'present')
  // An audience need not read what is no problem.
  const notices = presenting ? all.filter(({ tone }) => tone === 'problem') : all
  return (
    <>
      <section className={styles['notices']} aria-label={t('notices.label')}>
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      </section>
      <DropVeil />
    </>
  )
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const t = useText()
  const app = useApp()
  const ready = useAllTexts()
  const { store, opening } = app
  const problem = notice.tone === 'problem'
  const Icon = problem ? TriangleAlert : Info
  const { cause, args } = notice
  const key = cause !== undefined && canExplain(cause, args) ? cause : notice.text
  const drop = () => dropNotice(store, notice.id)
  if (!ready) return null
  return (
    <div className={styles['notice']} data-tone={notice.tone} role={problem ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden="true" className={styles['icon']} />
      <div className={styles['words']}>
        <p>
          <strong>{t(problem ? `${key}.what` : key, notice.args)}</strong>{' '}
          {notice.place !== '' && <code className={styles['place']}>{notice.place}</code>}
        </p>
        {problem && (
          <p>
            {t(`${key}.why`, notice.args)} {t(`${key}.do`, notice.args)}
            {notice.more !== undefined && notice.more > 0 && <> {t('notices.more', { n: notice.more })}</>}
          </p>
        )}
      </div>
      {notice.action !== null && (
        <button
          type="button"
          className="button"
          onClick={() => {
            drop()
            if (notice.action === 'undo') void opening.undoOpen()
            else app.takeNewVersion()
          }}
        >
          {t(`notices.${notice.action}`)}
        </button>
      )}
      <button
        type="button"
        className={`button button-quiet ${styles['close'] ?? ''}`}
        aria-label={t('notices.close')}
        onClick={drop}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  )
}

function canExplain(key: string, args: Notice['args']): boolean {
  return ['what', 'why', 'do'].every((part) => canSay(`${key}.${part}`, args))
}
