/** The second channel of the layers: patterns that tell them apart without colour. */
import { useId, type JSX } from 'react'
import type { LayerName } from '../../viz/palette'
import styles from './StackMarks.module.css'

/** Values for `fill`. */
export interface Patterns {
  readonly guest: string
  readonly hypervisor: string
  readonly free: string
}

/** Ids are document-wide, so each drawing has its own. */
export function usePatterns(): { readonly patterns: Patterns; readonly definitions: JSX.Element } {
  const id = useId().replace(/[^\w-]/g, '')
  const url = (name: string) => `url(#${id}-${name})`
  const pitch = { width: 4, height: 4, patternUnits: 'userSpaceOnUse' } as const
  return {
    patterns: { guest: url('guest'), hypervisor: url('hypervisor'), free: url('free') },
    definitions: (
      <defs>
        <pattern id={`${id}-guest`} {...pitch}>
          <path d="M0 1.5H4" className={styles['guest-line']} />
        </pattern>
        <pattern id={`${id}-hypervisor`} {...pitch}>
          <path d="M1.5 0V4" className={styles['hypervisor-line']} />
        </pattern>
        <pattern id={`${id}-free`} width={6} height={6} patternUnits="userSpaceOnUse">
          <path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" className={styles['free-line']} />
        </pattern>
      </defs>
    ),
  }
}

export function patternOf(patterns: Patterns, layer: LayerName): string | null {
  return layer === 'guest' || layer === 'hypervisor' || layer === 'free' ? patterns[layer] : null
}

export function layerClass(layer: LayerName): string {
  return styles[layer] ?? ''
}
