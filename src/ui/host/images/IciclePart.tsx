/** The icicle with what is chosen in it: boxes for pointer and keyboard over one drawing, details beside. */
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ImagesView } from '../../../sim'
import { layoutIcicle, neighbourOf, type Icicle } from '../../../viz/layers'
import { useFormats, useText } from '../../hooks/useText'
import { useBox } from '../../stage/useBox'
import { IciclePlot } from './IciclePlot'
import styles from './Images.module.css'
import { LayerDetails } from './LayerDetails'
import { boxInWords, size } from './words'

const height = 420
/** Least width of an image, in sizes of its letters. */
const letters = 11

export function IciclePart({ view }: { readonly view: ImagesView }) {
  const t = useText()
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const [chosen, choose] = useState<number | null>(null)
  const icicle = useMemo(
    () =>
      layoutIcicle(view.images, {
        width: Math.max(1, box.width - 2),
        height,
        column: Math.round(box.text * letters),
        line: box.text + 5,
      }),
    [view.images, box.width, box.text],
  )
  const at = chosen === null || chosen >= icicle.boxes.length ? null : chosen
  return (
    <div className={styles['part']}>
      <div ref={field} className={styles['field']}>
        {box.width > 0 && (
          // More images than have room are scrolled to; with the keyboard, too.
          <div className={styles['sideways']}>
            <Heads {...{ view, icicle }} />
            <div className={styles['icicle']} style={{ width: icicle.width, height: icicle.height }}>
              <IciclePlot {...{ icicle, view }} chosen={at} text={box.text} />
              <Boxes {...{ icicle, view }} chosen={at} onChoose={choose} />
            </div>
          </div>
        )}
        <Key />
      </div>
      {at === null ? (
        <p className={styles['note']}>{t('images-view.choose')}</p>
      ) : (
        <LayerDetails {...{ view, icicle, at }} />
      )}
    </div>
  )
}

interface HeadsProps {
  readonly view: ImagesView
  readonly icicle: Icicle
}

/** What each column is: its name, what it holds and what of it is seen. */
function Heads({ view, icicle }: HeadsProps) {
  const words = { t: useText(), formats: useFormats() }
  const { t } = words
  return (
    <ul className={styles['heads']} style={{ width: icicle.width }}>
      {icicle.columns.map(({ image, x, width }) => {
        const one = view.images[image]
        if (one === undefined) return null
        return (
          <li key={image} style={{ left: x, width }}>
            <strong>{one.name}</strong>
            <span>
              {t('images-view.head', { bytes: size(words, one.bytes), containers: one.containers })}
            </span>
            {one.hiddenBytes > 0 && (
              <span>
                {t('images-view.head-hidden', {
                  visible: size(words, one.visibleBytes),
                  hidden: size(words, one.hiddenBytes),
                })}
              </span>
            )}
            {one.state !== 'ready' && <span>{t(`starts-view.pull.${one.state}`)}</span>}
          </li>
        )
      })}
    </ul>
  )
}

interface BoxesProps extends HeadsProps {
  readonly chosen: number | null
  readonly onChoose: (at: number | null) => void
}

const arrows: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

/** One button over each layer: arrows go up and down a stack, and to the images beside it. */
function Boxes({ icicle, view, chosen, onChoose }: BoxesProps) {
  const words = { t: useText(), formats: useFormats() }
  const [focused, setFocused] = useState(0)
  const reached = Math.min(focused, icicle.boxes.length - 1)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!arrows.has(event.key) || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    // The page has keys of its own with the same names.
    event.stopPropagation()
    const to = neighbourOf(icicle.boxes, reached, event.key)
    setFocused(to)
    event.currentTarget.querySelectorAll<HTMLElement>('[data-box]')[to]?.focus()
  }
  return (
    // The keys belong to the boxes inside; moving among them is heard here.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div role="group" tabIndex={-1} aria-label={words.t('images-view.layers')} onKeyDown={onKeyDown}>
      {icicle.boxes.map((box, at) => (
        <button
          key={`${box.layer.digest} ${box.depth} ${box.images[0] ?? 0}`}
          type="button"
          className={styles['box']}
          style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
          data-box={at}
          tabIndex={at === reached ? 0 : -1}
          aria-pressed={at === chosen}
          aria-label={boxInWords(words, view, box)}
          onFocus={() => setFocused(at)}
          onClick={() => onChoose(at === chosen ? null : at)}
        />
      ))}
    </div>
  )
}

/** What the signs of the drawing mean. */
function Key() {
  const t = useText()
  return (
    <ul className={styles['key']}>
      {(['layer', 'shared', 'hole', 'hidden', 'pending'] as const).map((sign) => (
        <li key={sign}>
          <span className={styles['sign']} data-sign={sign} aria-hidden="true" />
          <span>{t(`images-view.key.${sign}`)}</span>
        </li>
      ))}
      <li>
        <span>{t('images-view.to-scale')}</span>
      </li>
    </ul>
  )
}
