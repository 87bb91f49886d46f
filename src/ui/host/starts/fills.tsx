/** Fills of phases for SVG: the colour of a layer, and over it a pattern in that layer's ink. */
import { useId, type JSX } from 'react'
import { useStore } from '../../hooks/useApp'
import { lookOf, patternPath, type BarKind } from '../../../viz/starts'
import styles from './Starts.module.css'

export interface BarFills {
  /** A value for `fill`. */
  readonly fillOf: (kind: BarKind) => string
  readonly definitions: JSX.Element
}

const side = 6

/** Ids are document-wide, so each drawing has its own. */
export function useBarFills(kinds: readonly BarKind[]): BarFills {
  const id = useId().replace(/[^\w-]/g, '')
  // From the last row a pattern is seen when it is twice as large.
  const hall = useStore(({ skin }) => skin.ui === 'present')
  return {
    fillOf: (kind) => `url(#${id}-${kind})`,
    definitions: (
      <defs>
        {kinds.map((kind) => {
          const { layer, pattern } = lookOf(kind)
          const path = patternPath(pattern, side)
          return (
            <pattern
              key={kind}
              id={`${id}-${kind}`}
              width={side}
              height={side}
              patternUnits="userSpaceOnUse"
              patternTransform={hall ? 'scale(2)' : undefined}
              data-layer={layer}
            >
              <rect width={side} height={side} className={styles['fill']} />
              {path !== '' && <path d={path} className={styles['pattern']} data-pattern={pattern} />}
            </pattern>
          )
        })}
      </defs>
    ),
  }
}
