/** The image that one host runs its containers from: its layers to scale, and how many containers stand on them. */
import { useMemo, useRef } from 'react'
import type { Lesson } from '../../../lessons/lesson'
import type { ImagesView } from '../../../sim'
import { layoutIcicle, type Icicle } from '../../../viz/layers'
import { IciclePlot } from '../../host/images/IciclePlot'
import { layerTitle } from '../../host/images/words'
import { useLastLook } from '../../hooks/useLook'
import { useFormats, useText } from '../../hooks/useText'
import { useBox } from '../../stage/useBox'
import styles from './Host.module.css'
import layers from './Layers.module.css'
import { Mark } from './Mark'
import type { HostSide, Marks } from './sides'

interface LayersSideProps {
  readonly side: HostSide
  readonly lesson: Lesson
  readonly marks: Marks
}

export function LayersSide({ side: { host }, lesson, marks }: LayersSideProps) {
  const t = useText()
  const look = useMemo(() => ({ look: 'images', host }) as const, [host])
  const view = useLastLook(look)?.answer ?? null
  if (view === null) return <p className={styles['waiting']}>{t('images-view.waiting')}</p>
  return (
    <>
      <Pile view={view} marks={marks} most={lesson.metricScale.max} />
      <Amounts view={view} marks={marks} />
    </>
  )
}

/** Height of the layers, and of the containers above them, px. */
const height = 210
const above = 56

interface PileProps {
  readonly view: ImagesView
  readonly marks: Marks
  /** MB that the whole height stands for: on both hosts, and however the image was built. */
  readonly most: number
}

function Pile({ view, marks, most }: PileProps) {
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const write = useMegabytes()
  const says = useSummary(view)
  const icicle = useMemo(
    () =>
      layoutIcicle(view.images, {
        width: Math.max(1, box.width - 2),
        height,
        column: 0,
        line: box.text + 5,
        scale: height / (most * 1_000_000),
      }),
    [view.images, box.width, box.text, most],
  )
  const top = Math.min(icicle.height, ...icicle.boxes.map(({ y }) => y))
  const stack = icicle.height - top
  return (
    <div
      ref={field}
      className={layers['pile']}
      role="img"
      aria-label={says}
      style={{ height: icicle.height + above }}
    >
      <Copies view={view} marks={marks} bottom={stack} />
      <div
        className={layers['stack']}
        style={{ height: stack }}
        data-part="layers"
        data-selected={marks.selected === 'layers'}
      >
        <div className={layers['drawing']} style={{ top: -top, height: icicle.height }}>
          {box.width > 0 && (
            <IciclePlot
              {...{ view, icicle, write }}
              chosen={marks.selected === 'whiteout' ? deletionIn(icicle) : null}
              text={box.text}
            />
          )}
        </div>
      </div>
    </div>
  )
}

/** The layer that deletes. */
function deletionIn({ boxes }: Icicle): number | null {
  const at = boxes.findIndex(({ layer }) => layer.files.some(({ whiteout }) => whiteout))
  return at < 0 ? null : at
}

/** One square for each container, all of them on the same layers. */
function Copies({
  view,
  marks,
  bottom,
}: Omit<PileProps, 'most'> & {
  readonly bottom: number
}) {
  return (
    <div
      className={layers['copies']}
      style={{ bottom }}
      data-part="copies"
      data-selected={marks.selected === 'copies'}
    >
      {Array.from({ length: containersIn(view) }, (_, at) => (
        <span key={at} className={layers['copy']} />
      ))}
      <Mark of="copies" marks={marks} />
    </div>
  )
}

function Amounts({ view, marks }: Omit<PileProps, 'most'>) {
  const t = useText()
  const formats = useFormats()
  const write = useMegabytes()
  const count = view.images.reduce((sum, image) => sum + image.layers.length, 0)
  const containers = containersIn(view)
  const hidden = view.images.reduce((sum, { hiddenBytes }) => sum + hiddenBytes, 0)
  return (
    <ul className={styles['amounts']} aria-label={t('lesson-host.amounts-of-layers')}>
      <li>
        <span className={layers['sign']} data-sign="layer" aria-hidden="true" />
        <span>
          <b>{formats.number(count)}</b> {t('lesson-host.layer-count', { n: count })}{' '}
          <b>{write(view.uniqueBytes)}</b>
        </span>
        <Mark of="layers" marks={marks} />
      </li>
      {hidden > 0 && (
        <li data-part="whiteout" data-selected={marks.selected === 'whiteout'}>
          <span className={layers['sign']} data-sign="hidden" aria-hidden="true" />
          <span>
            {t('lesson-host.hidden')} <b>{write(hidden)}</b>
          </span>
          <Mark of="whiteout" marks={marks} />
        </li>
      )}
      <li>
        <span className={layers['copy']} aria-hidden="true" />
        <span>
          <b>{formats.number(containers)}</b> {t('lesson-host.containers', { n: containers })}
        </span>
      </li>
    </ul>
  )
}

const containersIn = ({ images }: ImagesView): number =>
  images.reduce((sum, { containers }) => sum + containers, 0)

/** Bytes as the lesson counts them. */
function useMegabytes(): (bytes: number) => string {
  const t = useText()
  const formats = useFormats()
  return useMemo(
    () => (bytes) => t('lesson-host.mb', { mb: formats.number(bytes / 1_000_000) }),
    [t, formats],
  )
}

/** The whole picture in one sentence. */
function useSummary(view: ImagesView): string {
  const t = useText()
  const formats = useFormats()
  const mb = (bytes: number) => formats.number(bytes / 1_000_000)
  const all = view.images.flatMap((image) => image.layers)
  return t('lesson-host.pile', {
    n: all.length,
    mb: mb(view.uniqueBytes),
    containers: containersIn(view),
    list: all
      .map((layer) => t('lesson-host.pile-layer', { instruction: layerTitle(layer), mb: mb(layer.bytes) }))
      .join(t('images-view.then')),
  })
}
