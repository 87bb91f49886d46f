/** Four ways out for one moment: a link, a picture of it, its text for chats that cut links, and a file. */
import { lazy, Suspense, useId, useMemo } from 'react'
import { downloadText } from '../../../app/files'
import { plainAddress } from '../../../app/embed'
import { comfortOf, longestLink, qrLink, tightLink } from '../../../app/link'
import { measureParts } from '../../../app/link-parts'
import { useApp, useStore } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import dialog from '../Dialog.module.css'
import { CopyButtons, type Copyable } from './CopyButtons'
import type { Shared } from './useShared'

const QrCode = lazy(() => import('./QrCode').then((module) => ({ default: module.QrCode })))

export function LinkTab({ shared }: { readonly shared: Shared }) {
  const t = useText()
  const formats = useFormats()
  const { address } = useApp()
  const fieldId = useId()
  const whole = `${address.base()}#${shared.text}`
  const fits = shared.text.length < longestLink
  const copyables: readonly Copyable[] = [
    { what: 'link', text: whole },
    { what: 'text', text: shared.text },
  ]
  return (
    <>
      {fits && (
        <>
          <label htmlFor={fieldId} className={dialog['label']}>
            {t('share.link')}
          </label>
          <textarea
            id={fieldId}
            className={dialog['text']}
            readOnly
            value={whole}
            onFocus={(event) => event.target.select()}
          />
        </>
      )}
      <LengthMeter length={whole.length} />
      {comfortOf(whole.length) === 'long' && <Parts shared={shared} />}
      {!fits && <p role="alert">{t('share.too-long', { limit: formats.number(longestLink) })}</p>}
      <CopyButtons copyables={fits ? copyables : []}>
        <button
          type="button"
          className={fits ? 'button' : 'button button-primary'}
          onClick={() =>
            downloadText(`${shared.link.lesson ?? 'run'}.strata.json`, shared.codec.encodeFile(shared.link))
          }
        >
          {t('share.file')}
        </button>
      </CopyButtons>
      <Code whole={whole} />
    </>
  )
}

/** A code for phones: of this moment while it is coarse enough for a camera, else of the start, where there is one. */
function Code({ whole }: { readonly whole: string }) {
  const t = useText()
  const formats = useFormats()
  const { address } = useApp()
  const plain = plainAddress(useStore((state) => state.run.route))
  const fine = whole.length > qrLink
  const numbers = { length: formats.number(whole.length), limit: formats.number(qrLink) }
  return (
    <>
      {fine && <p className={dialog['privacy']}>{t('share.no-qr', numbers)}</p>}
      {(!fine || plain !== null) && (
        <Suspense fallback={null}>
          <QrCode text={fine ? address.base() + (plain ?? '') : whole} of={fine ? 'start' : 'moment'} />
        </Suspense>
      )}
    </>
  )
}

/** Green while a link is comfortable everywhere, amber until chats cut it, then a file is better. */
function LengthMeter({ length }: { readonly length: number }) {
  const t = useText()
  const formats = useFormats()
  const comfort = comfortOf(length)
  return (
    <div className={dialog['meter']}>
      <span className={dialog['bar']} aria-hidden="true">
        <span data-comfort={comfort} style={{ width: `${Math.min(100, (100 * length) / tightLink)}%` }} />
      </span>
      <span>{t(`share.${comfort}`, { length: formats.number(length) })}</span>
    </div>
  )
}

/** What makes the link long, largest first. */
function Parts({ shared }: { readonly shared: Shared }) {
  const t = useText()
  const formats = useFormats()
  const parts = useMemo(() => measureParts(shared.link, shared.codec), [shared])
  const [largest] = parts
  if (largest === undefined) return null
  return (
    <>
      <p>{t('share.large', { part: t(`share.part.${largest.part}`) })}</p>
      <ul className={dialog['list']}>
        {parts.map(({ part, length }) => (
          <li key={part}>
            {t('share.part-length', { part: t(`share.part.${part}`), length: formats.number(length) })}
          </li>
        ))}
      </ul>
    </>
  )
}
