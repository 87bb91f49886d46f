/** How each kind of bar looks: the colour of the layer it belongs to, and a pattern that tells it without colour. */
import type { LayerName } from '../palette'

/** A phase of a start (one of the model's names), or half of a layer's way onto the disk. */
export type BarKind = string

export const barPatterns = ['plain', 'lines', 'bars', 'slope', 'dots', 'cross'] as const
export type BarPattern = (typeof barPatterns)[number]

export interface BarLook {
  readonly layer: LayerName
  readonly pattern: BarPattern
}

const looks: Readonly<Record<string, BarLook>> = {
  image: { layer: 'libraries', pattern: 'slope' },
  disk: { layer: 'libraries', pattern: 'dots' },
  vmm: { layer: 'hypervisor', pattern: 'bars' },
  firmware: { layer: 'hardware', pattern: 'plain' },
  loader: { layer: 'hardware', pattern: 'dots' },
  kernel: { layer: 'guest', pattern: 'lines' },
  init: { layer: 'guest', pattern: 'slope' },
  'cloud-init': { layer: 'guest', pattern: 'dots' },
  sandbox: { layer: 'hypervisor', pattern: 'cross' },
  create: { layer: 'runtime', pattern: 'plain' },
  start: { layer: 'runtime', pattern: 'slope' },
  app: { layer: 'app', pattern: 'plain' },
  download: { layer: 'libraries', pattern: 'plain' },
  extract: { layer: 'runtime', pattern: 'bars' },
}

/** What nobody has named yet is drawn as part of the host. */
export function lookOf(kind: BarKind): BarLook {
  return looks[kind] ?? { layer: 'hostKernel', pattern: 'cross' }
}

/** The path of a pattern in a square of `side` px. */
export function patternPath(pattern: BarPattern, side: number): string {
  const half = side / 2
  switch (pattern) {
    case 'plain':
      return ''
    case 'lines':
      return `M0 ${half}H${side}`
    case 'bars':
      return `M${half} 0V${side}`
    case 'slope':
      return `M-1 ${side + 1}L${side + 1} -1M-1 1L1 -1M${side - 1} ${side + 1}L${side + 1} ${side - 1}`
    case 'dots':
      return `M${half} ${half}h.01`
    case 'cross':
      return `M0 0L${side} ${side}M${side} 0L0 ${side}`
  }
}
