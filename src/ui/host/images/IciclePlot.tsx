/** The drawing of the icicle: layers, files, holes where something was deleted, and the ways to what they hide. */
import { memo, useId } from 'react'
import type { ImagesView } from '../../../sim'
import type { FileCell, Icicle, LayerBox } from '../../../viz/layers'
import { useFormats, useText } from '../../hooks/useText'
import { widthOf } from '../../stage/measure'
import styles from './Images.module.css'
import { containersOn, layerTitle, size } from './words'

interface IciclePlotProps {
  readonly view: ImagesView
  readonly icicle: Icicle
  readonly chosen: number | null
  /** Size of small text, px. */
  readonly text: number
  /** How bytes are written; in binary units when left out. */
  readonly write?: (bytes: number) => string
}

export const IciclePlot = memo(function IciclePlot({ view, icicle, chosen, text, write }: IciclePlotProps) {
  const id = useId().replace(/[^\w-]/g, '')
  return (
    <svg className={styles['drawing']} width={icicle.width} height={icicle.height} aria-hidden="true">
      <defs>
        <pattern id={`${id}-void`} width={6} height={6} patternUnits="userSpaceOnUse">
          <path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" className={styles['void-line']} />
        </pattern>
        <pattern id={`${id}-hidden`} width={7} height={7} patternUnits="userSpaceOnUse">
          <path d="M0 0L7 7M7 0L0 7" className={styles['hidden-line']} />
        </pattern>
        <marker
          id={`${id}-tip`}
          viewBox="0 0 8 8"
          refX={7}
          refY={4}
          markerWidth={7}
          markerHeight={7}
          orient="auto"
        >
          <path d="M0 0L8 4L0 8z" className={styles['tip']} />
        </marker>
      </defs>
      {icicle.boxes.map((box, at) => (
        <Layer
          key={at}
          {...{ view, box, text, write }}
          files={icicle.files.some((file) => file.box === at)}
        />
      ))}
      {icicle.files.map((file, at) => (
        <File key={at} {...{ file, text }} hole={`url(#${id}-void)`} hidden={`url(#${id}-hidden)`} />
      ))}
      {icicle.leaders.map(({ path, from, to }) => (
        <path
          key={`${path} ${from.x} ${from.y}`}
          className={styles['leader']}
          d={`M${from.x} ${from.y}C${from.x} ${from.y + 18} ${to.x} ${to.y - 18} ${to.x} ${to.y}`}
          markerEnd={`url(#${id}-tip)`}
        />
      ))}
      {chosen !== null && <Chosen box={icicle.boxes[chosen]} />}
    </svg>
  )
})

interface LayerProps {
  readonly view: ImagesView
  readonly box: LayerBox
  readonly text: number
  readonly write: ((bytes: number) => string) | undefined
  readonly files: boolean
}

function Layer({ view, box, text, write, files }: LayerProps) {
  const words = { t: useText(), formats: useFormats() }
  const { layer, x, y, width, height } = box
  const shared = layer.images > 1
  const amount = write === undefined ? size(words, layer.bytes) : write(layer.bytes)
  const low = height < 2 * (text + 5) + 6
  // In a low box its files stand beside the words.
  const room = (files && low ? width * 0.45 : width) - 14
  const title = cut(layerTitle(layer), room - (widthOf(amount, text) ?? amount.length * text * 0.6) - 8, text)
  return (
    <g>
      <rect
        {...{ x, y, width, height }}
        className={styles['layer']}
        data-shared={shared}
        data-ready={layer.ready}
      />
      {shared && <path className={styles['bracket']} d={`M${x + 3} ${y + 3}V${y + height - 3}`} />}
      <text className={styles['layer-words']} x={x + 9} y={y + Math.min(height / 2, text / 2 + 5)}>
        <tspan className={styles['amount']}>{amount}</tspan>
        {title !== '' && <tspan dx={8}>{title}</tspan>}
      </text>
      {shared && !low && !files && (
        <text className={styles['shared-words']} x={x + 9} y={y + height - text / 2 - 4}>
          {cut(
            words.t('images-view.shared-by', { n: layer.images, containers: containersOn(view, box) }),
            room,
            text,
          )}
        </text>
      )}
    </g>
  )
}

interface FileProps {
  readonly file: FileCell
  readonly text: number
  readonly hole: string
  readonly hidden: string
}

function File({ file, text, hole, hidden }: FileProps) {
  const words = { t: useText(), formats: useFormats() }
  const { x, y, width, height, path, whiteout, others, hiddenIn } = file
  const name = others > 0 ? words.t('images-view.others', { n: others }) : (path.split('/').pop() ?? path)
  const said = cut(name === '' ? path : name, width - 8, text)
  const at = { x: x + 4, y: y + height / 2 }
  return (
    <g>
      <rect {...{ x, y, width, height }} className={styles[whiteout ? 'hole' : 'file']} />
      {(whiteout || hiddenIn > 0) && <rect {...{ x, y, width, height }} fill={whiteout ? hole : hidden} />}
      {height >= text && said !== '' && (
        <text className={styles[whiteout ? 'struck' : 'file-words']} {...at}>
          {said}
        </text>
      )}
    </g>
  )
}

function Chosen({ box }: { readonly box: LayerBox | undefined }) {
  if (box === undefined) return null
  return (
    <rect
      x={box.x + 1.5}
      y={box.y + 1.5}
      width={Math.max(1, box.width - 3)}
      height={Math.max(1, box.height - 3)}
      className={styles['chosen']}
    />
  )
}

/** As much of the words as has room; nothing where not even a few letters have. */
function cut(words: string, room: number, text: number): string {
  const whole = widthOf(words, text) ?? words.length * text * 0.6
  if (whole <= room) return words
  const letters = Math.floor((room / whole) * words.length) - 1
  return letters < 3 ? '' : `${words.slice(0, letters)}…`
}
