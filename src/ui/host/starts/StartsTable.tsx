/** The exact numbers behind the bars: for those who do not see them, and for those who copy them. */
import type { StartsView } from '../../../sim'
import { useApp, useFrame } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import styles from './Starts.module.css'
import { endOf, lasted, layerName, mebibytes } from './words'

export function StartsTable({ view }: { readonly view: StartsView }) {
  const t = useText()
  return (
    <details className={styles['details']}>
      <summary>{t('starts-view.table')}</summary>
      {view.starts.length > 0 && <StartsOnly view={view} />}
      {view.pulls.length > 0 && <PullsOnly view={view} />}
    </details>
  )
}

function StartsOnly({ view }: { readonly view: StartsView }) {
  const words = { t: useText(), formats: useFormats() }
  const { t, formats } = words
  const { lab } = useApp()
  const now = useFrame((frame) => frame.now)
  return (
    // A wide table is scrolled within itself; with the keyboard, too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['wide']} tabIndex={0} role="region" aria-label={t('starts-view.table-starts')}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{t('starts-view.table-starts')}</caption>
        <thead>
          <tr>
            {['name', 'group', 'state', 'asked', 'whole', 'phases'].map((column) => (
              <th key={column} scope="col">
                {t(`starts-view.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.starts.map((start, at) => (
            <tr key={`${start.name} ${at}`}>
              <th scope="row">
                <button type="button" className={styles['link']} onClick={() => lab.select(start.name)}>
                  {start.name}
                </button>
              </th>
              <td>{start.group}</td>
              <td>{t(`starts-view.state.${start.state}`)}</td>
              <td>{formats.clock(start.asked)}</td>
              <td>{lasted(words, endOf(start, now) - start.asked)}</td>
              <td>
                {start.phases
                  .map(({ phase, from, to, speedPermille }) => {
                    const name = t(`starts-view.phase.${phase}`)
                    const time = lasted(words, (to ?? now) - from)
                    return to === null && speedPermille < 1000
                      ? t('starts-view.phase-slow', {
                          name,
                          time,
                          speed: formats.percent(speedPermille / 1000),
                        })
                      : t('starts-view.phase-time', { name, time })
                  })
                  .join(t('lab.list'))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PullsOnly({ view }: { readonly view: StartsView }) {
  const words = { t: useText(), formats: useFormats() }
  const { t } = words
  const now = useFrame((frame) => frame.now)
  const time = (span: { readonly from: number; readonly to: number | null } | null) =>
    span === null ? t('starts-view.none') : lasted(words, (span.to ?? now) - span.from)
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['wide']} tabIndex={0} role="region" aria-label={t('starts-view.table-pulls')}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{t('starts-view.table-pulls')}</caption>
        <thead>
          <tr>
            {['image', 'layer', 'compressed', 'unpacked', 'download', 'extract'].map((column) => (
              <th key={column} scope="col">
                {t(`starts-view.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.pulls.flatMap((pull, at) =>
            pull.layers.map((layer, place) => (
              <tr key={`${at} ${place}`}>
                <th scope="row">{pull.image}</th>
                <td>{layerName(layer)}</td>
                <td>{mebibytes(words, layer.compressedBytes)}</td>
                <td>{mebibytes(words, layer.bytes)}</td>
                <td>{layer.cached ? t('starts-view.cached') : time(layer.download)}</td>
                <td>{layer.cached ? t('starts-view.cached') : time(layer.extract)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}
