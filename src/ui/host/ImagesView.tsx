/** Images of one host: what each layer adds, what a deletion hides without removing it, and what is shared. */
import { useMemo } from 'react'
import type { ImagesView as Images } from '../../sim'
import { useLastLook } from '../hooks/useLook'
import { useFormats, useText } from '../hooks/useText'
import { HostPicker } from './HostPicker'
import { ImagesTable } from './images/ImagesTable'
import { IciclePart } from './images/IciclePart'
import styles from './images/Images.module.css'
import { savedBytes, size } from './images/words'
import { useHost } from './useHost'

export function ImagesView() {
  const t = useText()
  const host = useHost()
  const look = useMemo(() => (host === null ? null : ({ look: 'images', host } as const)), [host])
  const last = useLastLook(look)
  const view = last !== null && last.about.host === host ? last.answer : null
  return (
    <section className={styles['view']} aria-label={t('images-view.title')}>
      <header className={styles['top']}>
        <h2>{t('images-view.title')}</h2>
        <HostPicker />
      </header>
      {host === null && <p className={styles['note']}>{t('images-view.no-host')}</p>}
      {host !== null && view === null && (
        <p className={styles['note']} role="status">
          {t('images-view.waiting')}
        </p>
      )}
      {view !== null && view.images.length === 0 && (
        <p className={styles['note']}>{t('images-view.empty', { host: view.host })}</p>
      )}
      {view !== null && view.images.length > 0 && <Content view={view} />}
    </section>
  )
}

function Content({ view }: { readonly view: Images }) {
  const words = { t: useText(), formats: useFormats() }
  const { t } = words
  const hidden = view.images.reduce((sum, { hiddenBytes }) => sum + hiddenBytes, 0)
  return (
    <>
      <p className="visually-hidden">
        {t('images-view.summary', {
          host: view.host,
          n: view.images.length,
          unique: size(words, view.uniqueBytes),
          logical: size(words, view.logicalBytes),
          saved: size(words, savedBytes(view)),
          hidden: size(words, hidden),
        })}
      </p>
      <Totals view={view} hidden={hidden} />
      <IciclePart view={view} />
      <ImagesTable view={view} />
    </>
  )
}

/** On disk against as if each image had its own: two bars on one scale. */
function Totals({ view, hidden }: { readonly view: Images; readonly hidden: number }) {
  const words = { t: useText(), formats: useFormats() }
  const { t, formats } = words
  const most = Math.max(view.logicalBytes, view.uniqueBytes, 1)
  const bars = [
    { id: 'unique', bytes: view.uniqueBytes },
    { id: 'logical', bytes: view.logicalBytes },
  ] as const
  return (
    <dl className={styles['totals']}>
      {bars.map(({ id, bytes }) => (
        <div key={id}>
          <dt>{t(`images-view.total.${id}`)}</dt>
          <dd>
            <span className={styles['total-bar']} data-total={id} aria-hidden="true">
              <span style={{ width: `${(bytes / most) * 100}%` }} />
            </span>
            <strong>{size(words, bytes)}</strong>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('images-view.total.saved')}</dt>
        <dd>
          <strong>{size(words, savedBytes(view))}</strong>{' '}
          {formats.percent(view.logicalBytes > 0 ? savedBytes(view) / view.logicalBytes : 0)}
        </dd>
      </div>
      <div>
        <dt>{t('images-view.total.hidden')}</dt>
        <dd>
          <strong>{size(words, hidden)}</strong>
        </dd>
      </div>
      <div>
        <dt>{t('images-view.total.disk')}</dt>
        <dd>
          {t('images-view.of-disk', {
            part: size(words, view.uniqueBytes),
            whole: size(words, view.diskBytes),
          })}
        </dd>
      </div>
    </dl>
  )
}
