/** One bar as long as what was wanted: what was received, then each cause with its own pattern. */
import { useId, type JSX } from 'react'
import { losses, type BottleneckBar, type Loss } from '../../../sim'
import { barParts } from '../../../viz/bars'
import { tilePath, tileSide, type Tile } from '../../../viz/pages'
import { useStore } from '../../hooks/useApp'
import styles from './Bars.module.css'

export type Cause = 'received' | Loss

const causes: readonly Cause[] = ['received', ...losses]
const causeTiles: Readonly<Record<Cause, Tile>> = {
  received: 'plain',
  vcpus: 'sparse',
  exits: 'rising',
  walks: 'dots',
  neighbours: 'upright',
  swap: 'cross',
  limit: 'level',
  steal: 'falling',
}

/** From the last row a pattern is seen when it is twice as large. */
const enlarged = 'scale(2)'

function useCauseFills(): { readonly fillOf: (cause: Cause) => string; readonly definitions: JSX.Element } {
  const id = useId().replace(/[^\w-]/g, '')
  const hall = useStore(({ skin }) => skin.ui === 'present')
  return {
    fillOf: (cause) => `url(#${id}-${cause})`,
    definitions: (
      <defs>
        {causes.map((cause) => (
          <pattern
            key={cause}
            id={`${id}-${cause}`}
            width={tileSide}
            height={tileSide}
            patternUnits="userSpaceOnUse"
            patternTransform={hall ? enlarged : undefined}
            data-cause={cause}
          >
            <rect width={tileSide} height={tileSide} className={styles['fill']} />
            <path d={tilePath(causeTiles[cause])} className={styles['mark']} />
          </pattern>
        ))}
      </defs>
    ),
  }
}

const height = 18

export function BarPicture({ bar }: { readonly bar: BottleneckBar }) {
  const { fillOf, definitions } = useCauseFills()
  return (
    <svg className={styles['bar']} width="100%" height={height} aria-hidden="true">
      {definitions}
      {barParts(bar.received, bar.lost, bar.wanted).map(({ part, left, width, amount }) => (
        <rect
          key={part}
          x={`${left * 100}%`}
          y={0.5}
          width={`${width * 100}%`}
          height={height - 1}
          fill={fillOf(causes[part] ?? 'received')}
          className={styles['outline']}
          data-cause={causes[part]}
          data-amount={amount}
        />
      ))}
    </svg>
  )
}

export function CauseSwatch({ cause }: { readonly cause: Cause }) {
  const { fillOf, definitions } = useCauseFills()
  return (
    <svg className={styles['swatch']} width={16} height={16} aria-hidden="true">
      {definitions}
      <rect x={0.5} y={0.5} width={15} height={15} fill={fillOf(cause)} className={styles['outline']} />
    </svg>
  )
}
