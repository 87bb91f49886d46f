/** Fills of what a vCPU does, each with a pattern of its own, and of who is on a CPU; one set for each drawing. */
import { useId, useMemo, type JSX } from 'react'
import { vcpuDoings } from '../../../sim'
import { pcpuKinds } from '../../../viz/gantt'
import styles from './Gantt.module.css'
import type { Laning } from './sentence'

export interface DoingFills {
  /** Value for `fill`; null where nothing is drawn. */
  readonly of: (by: Laning, kind: number) => string | null
  readonly definitions: JSX.Element
}

type Doing = (typeof vcpuDoings)[number]

/** Strokes over the colour, in a square of 6 px. */
const strokes: Readonly<Record<Exclude<Doing, 'idle'>, string>> = {
  running: '',
  spinning: 'M1.5 0V6M4.5 0V6',
  ready: 'M0 3H6',
  throttled: 'M-1 7L7 -1M-1 1L1 -1M5 7L7 5',
  'co-stopped': 'M-1 7L7 -1M-1 -1L7 7M-1 1L1 -1M5 7L7 5',
}
const patterned = Object.keys(strokes) as readonly (keyof typeof strokes)[]

export function useDoingFills(): DoingFills {
  const id = useId().replace(/[^\w-]/g, '')
  return useMemo(() => {
    const url = (doing: string) => `url(#${id}-${doing})`
    return {
      of(by, kind) {
        const name = by === 'vcpu' ? vcpuDoings[kind] : pcpuKinds[kind]
        if (name === undefined || name === 'idle') return null
        return name.startsWith('shade-') ? `var(--pool-${name.slice(-1)})` : url(name)
      },
      definitions: (
        <defs>
          {patterned.map((doing) => (
            <pattern key={doing} id={`${id}-${doing}`} width={6} height={6} patternUnits="userSpaceOnUse">
              <rect width={6} height={6} className={styles[doing]} />
              <path d={strokes[doing]} className={styles[`${doing}-line`]} />
            </pattern>
          ))}
        </defs>
      ),
    }
  }, [id])
}
