/** What is known of the chosen layer: where it comes from, how large it is, who is made of it, and its files. */
import type { ImagesView } from '../../../sim'
import { hides, type Icicle } from '../../../viz/layers'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Images.module.css'
import { containersOn, layerTitle, size } from './words'

interface LayerDetailsProps {
  readonly view: ImagesView
  readonly icicle: Icicle
  readonly at: number
}

/** Files that are listed; more help nobody. */
const listed = 12

export function LayerDetails({ view, icicle, at }: LayerDetailsProps) {
  const words = { t: useText(), formats: useFormats() }
  const { t, formats } = words
  const box = icicle.boxes[at]
  if (box === undefined) return null
  const { layer } = box
  const rows = [
    { id: 'digest', value: layer.digest },
    { id: 'bytes', value: size(words, layer.bytes) },
    { id: 'compressed', value: size(words, layer.compressedBytes) },
    { id: 'images', value: box.images.map((image) => view.images[image]?.name ?? '').join(t('lab.list')) },
    { id: 'containers', value: formats.number(containersOn(view, box)) },
    { id: 'state', value: t(layer.ready ? 'images-view.ready' : 'images-view.not-ready') },
  ] as const
  return (
    <section className={styles['details']} aria-label={t('images-view.details')} aria-live="polite">
      <h3>
        <code>{layerTitle(layer)}</code>
      </h3>
      <dl>
        {rows.map(({ id, value }) => (
          <div key={id}>
            <dt>{t(`images-view.detail.${id}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {layer.files.length > 0 && (
        <>
          <h4>{t('images-view.files')}</h4>
          <ul>
            {layer.files.slice(0, listed).map(({ path, kib, whiteout }) => (
              <li key={`${path} ${String(whiteout)}`}>
                {whiteout ? (
                  <>
                    <del>{path}</del> <span>{hiddenWords(words, icicle, at, path)}</span>
                  </>
                ) : (
                  <>
                    <code>{path}</code> <span>{size(words, kib * 1024)}</span>
                  </>
                )}
              </li>
            ))}
          </ul>
          {layer.files.length > listed && (
            <p className={styles['note']}>
              {t('images-view.more-files', { n: layer.files.length - listed })}
            </p>
          )}
        </>
      )}
    </section>
  )
}

/** A deletion hides what the layers below it hold, and frees none of it. */
function hiddenWords(
  words: { readonly t: ReturnType<typeof useText>; readonly formats: ReturnType<typeof useFormats> },
  icicle: Icicle,
  at: number,
  path: string,
): string {
  let kib = 0
  for (let below = icicle.boxes[at]?.below ?? -1; below >= 0; below = icicle.boxes[below]?.below ?? -1) {
    for (const file of icicle.boxes[below]?.layer.files ?? [])
      if (!file.whiteout && hides(path, file.path)) kib += file.kib
  }
  return words.t('images-view.hides', { bytes: size(words, kib * 1024) })
}
