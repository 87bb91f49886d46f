/** The law's first number along one of its inputs, all others held: what the slider walks on. */
import { extent, line, scaleLinear } from 'd3'
import { evaluateLaw, type AnyEquation } from '../../sim'
import { useFormats, useText } from '../hooks/useText'
import styles from './ModelsPage.module.css'
import { firstNumber, numberAt, type LawSymbol } from './symbols'

interface CurveProps {
  readonly law: AnyEquation
  readonly along: LawSymbol
  readonly input: unknown
}

const size = { width: 360, height: 96, left: 8, right: 352, top: 8, bottom: 76 }
const points = 64

export function Curve({ law, along, input }: CurveProps) {
  const t = useText()
  const formats = useFormats()
  const now = firstNumber(evaluateLaw(law, input))
  const most = Math.max(along.most, numberAt(input, along.name))
  const walked = Array.from({ length: points + 1 }, (_, at) => {
    const exact = along.least + ((most - along.least) * at) / points
    const x = along.whole ? Math.round(exact) : exact
    const found = firstNumber(evaluateLaw(law, { ...(input as object), [along.name]: x }))
    return found === null || !Number.isFinite(found.value) ? [] : [{ x, y: found.value }]
  }).flat()
  const [low = 0, high = 0] = extent(walked, ({ y }) => y)
  if (now === null || walked.length < 2) return null
  const xTo = scaleLinear([along.least, most], [size.left, size.right])
  const yTo = scaleLinear([Math.min(0, low), high === low ? low + 1 : high], [size.bottom, size.top])
  const path = line<{ x: number; y: number }>(
    ({ x }) => xTo(x),
    ({ y }) => yTo(y),
  )(walked)
  return (
    <figure className={styles['curve']}>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        <line x1={size.left} x2={size.right} y1={yTo(0)} y2={yTo(0)} className={styles['curve-axis']} />
        <path d={path ?? ''} />
        <circle cx={xTo(numberAt(input, along.name))} cy={yTo(now.value)} r={4} />
        <text x={size.left} y={size.height - 4}>
          {formats.number(along.least)}
        </text>
        <text x={size.right} y={size.height - 4} textAnchor="end">
          {formats.number(most)} {along.unit}
        </text>
      </svg>
      <figcaption>
        {t('models.curve', {
          output: now.name,
          input: along.name,
          low: formats.number(low),
          high: formats.number(high),
        })}
      </figcaption>
    </figure>
  )
}
