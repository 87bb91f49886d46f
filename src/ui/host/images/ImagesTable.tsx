/** The exact numbers behind the icicle, one row per layer of each image. */
import type { ImagesView } from '../../../sim'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Images.module.css'
import { deletionsIn, layerTitle, shortDigest, size } from './words'

export function ImagesTable({ view }: { readonly view: ImagesView }) {
  const words = { t: useText(), formats: useFormats() }
  const { t, formats } = words
  return (
    <details className={styles['table-details']}>
      <summary>{t('images-view.table')}</summary>
      {/* A wide table is scrolled within itself; with the keyboard, too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['wide']} tabIndex={0} role="region" aria-label={t('images-view.table-title')}>
        <table className={styles['table']}>
          <caption className="visually-hidden">{t('images-view.table-title')}</caption>
          <thead>
            <tr>
              {['image', 'number', 'instruction', 'digest', 'bytes', 'compressed', 'images', 'deletions'].map(
                (column) => (
                  <th key={column} scope="col">
                    {t(`images-view.column.${column}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {view.images.flatMap((image) =>
              image.layers.map((layer, at) => (
                <tr key={`${image.digest} ${image.name} ${at}`}>
                  <th scope="row">{image.name}</th>
                  <td>{formats.number(at + 1)}</td>
                  <td>
                    <code>{layerTitle(layer)}</code>
                  </td>
                  <td>
                    <code>{shortDigest(layer.digest)}</code>
                  </td>
                  <td>{size(words, layer.bytes)}</td>
                  <td>{size(words, layer.compressedBytes)}</td>
                  <td>{formats.number(layer.images)}</td>
                  <td>{formats.number(deletionsIn(layer))}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </details>
  )
}
