/** Three ways to share a moment: a link, its text alone for chats that cut links, and a file. */
import { useEffect, useId, useState } from 'react'
import type { Link } from '../../sim'
import { comfortOf, tightLink, type Codec } from '../../app/link'
import { downloadText } from '../../app/files'
import { useFormats, useText } from '../hooks/useText'
import { useApp } from '../hooks/useApp'
import { Dialog } from './Dialog'
import styles from './Dialog.module.css'

interface Shared {
  readonly link: Link
  readonly text: string
  readonly codec: Codec
}

export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const app = useApp()
  const [shared, setShared] = useState<Shared | 'failed' | null>(null)
  useEffect(() => {
    app.playback.pause()
    void Promise.all([app.shareLink(), app.codec()]).then(([link, codec]) => {
      setShared(link === null ? 'failed' : { link, codec, text: codec.encodeLink(link).replace(/^#/, '') })
    })
  }, [app])
  return (
    <Dialog title={t('share.title')} description={t('share.description')} onClose={onClose}>
      {shared === null && <p>{t('share.making')}</p>}
      {shared === 'failed' && <p role="alert">{t('share.failed')}</p>}
      {shared !== null && shared !== 'failed' && <Ways shared={shared} />}
      <p className={styles['privacy']}>{t('share.privacy')}</p>
    </Dialog>
  )
}

function Ways({ shared }: { readonly shared: Shared }) {
  const t = useText()
  const { address } = useApp()
  const fieldId = useId()
  const [copied, setCopied] = useState<'link' | 'text' | 'refused' | null>(null)
  const whole = `${address.base()}#${shared.text}`
  const copy = (what: 'link' | 'text') => {
    const done = copyText(what === 'link' ? whole : shared.text)
    void done.then((worked) => setCopied(worked ? what : 'refused'))
  }
  return (
    <>
      <label htmlFor={fieldId} className={styles['label']}>
        {t('share.link')}
      </label>
      <textarea
        id={fieldId}
        className={styles['text']}
        readOnly
        value={whole}
        onFocus={(event) => event.target.select()}
      />
      <LengthMeter length={whole.length} />
      <div className={styles['actions']}>
        <button type="button" className="button button-primary" onClick={() => copy('link')}>
          {t('share.copy-link')}
        </button>
        <button type="button" className="button" onClick={() => copy('text')}>
          {t('share.copy-text')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() =>
            downloadText(`${shared.link.lesson ?? 'run'}.strata.json`, shared.codec.encodeFile(shared.link))
          }
        >
          {t('share.file')}
        </button>
      </div>
      <p role="status">{copied === null ? '' : t(`share.copied-${copied}`)}</p>
    </>
  )
}

/** Green while a link is comfortable everywhere, amber until chats cut it, then a file is better. */
function LengthMeter({ length }: { readonly length: number }) {
  const t = useText()
  const formats = useFormats()
  const comfort = comfortOf(length)
  return (
    <div className={styles['meter']}>
      <span className={styles['bar']} aria-hidden="true">
        <span data-comfort={comfort} style={{ width: `${Math.min(100, (100 * length) / tightLink)}%` }} />
      </span>
      <span>{t(`share.${comfort}`, { length: formats.number(length) })}</span>
    </div>
  )
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Forbidden in some frames: the reader copies from the field instead.
    return false
  }
}
