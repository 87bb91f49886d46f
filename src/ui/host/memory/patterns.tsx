/** Fills of the states of memory for SVG: a colour, and over it the same tile that the maps are painted with. */
import { useId, type JSX } from 'react'
import { pageStates, type PageState } from '../../../sim'
import { useStore } from '../../hooks/useApp'
import { stateTiles, tilePath, tileSide } from '../../../viz/pages'
import styles from './Memory.module.css'

/** What is drawn like a state, and the host's own memory. */
export type Filled = PageState | 'overhead'

interface PageFills {
  readonly fillOf: (state: Filled) => string
  readonly definitions: JSX.Element
}

/** From the last row a pattern is seen when it is twice as large. */
const enlarged = 'scale(2)'

/** Ids are document-wide, so each drawing has its own. */
export function usePageFills(): PageFills {
  const id = useId().replace(/[^\w-]/g, '')
  const hall = useStore(({ skin }) => skin.ui === 'present')
  return {
    fillOf: (state) => `url(#${id}-${state})`,
    definitions: (
      <defs>
        {(['overhead', ...pageStates] as const).map((state) => (
          <pattern
            key={state}
            id={`${id}-${state}`}
            width={tileSide}
            height={tileSide}
            patternUnits="userSpaceOnUse"
            patternTransform={hall ? enlarged : undefined}
            data-state={state}
          >
            <rect width={tileSide} height={tileSide} className={styles['fill']} />
            {state !== 'overhead' && (
              <path
                d={tilePath(stateTiles[pageStates.indexOf(state)] ?? 'plain')}
                className={styles['mark']}
              />
            )}
          </pattern>
        ))}
      </defs>
    ),
  }
}

/** A square in the legend. */
export function StateSwatch({ state }: { readonly state: Filled }) {
  const { fillOf, definitions } = usePageFills()
  return (
    <svg className={styles['swatch']} width={16} height={16} aria-hidden="true">
      {definitions}
      <rect x={0.5} y={0.5} width={15} height={15} fill={fillOf(state)} className={styles['outline']} />
    </svg>
  )
}
