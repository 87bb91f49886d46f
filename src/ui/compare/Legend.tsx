/** What the colours and patterns of the stacks mean, and which of the branches edits go to. */
import { Pencil } from 'lucide-react'
import type { SideView } from '../../sim'
import type { LayerName } from '../../viz/palette'
import { useFrame } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { layerClass, patternOf, usePatterns } from '../stage/patterns'
import styles from './Legend.module.css'
import { looks, titleOf } from './words'

/** What a guest, or a host without guests, is made of, from the top down; slabs below say their names themselves. */
const layers = [
  ['app', 'stage.layer.app'],
  ['libraries', 'stage.layer.libraries'],
  ['guest', 'stage.layer.guest-short'],
  ['hypervisor', 'stage.layer.hypervisor'],
  ['runtime', 'stage.layer.runtime'],
  ['free', 'compare.legend.free'],
] as const satisfies readonly (readonly [LayerName, string])[]

export function Legend({ sides }: { readonly sides: readonly SideView[] }) {
  const t = useText()
  const { patterns, definitions } = usePatterns()
  const present = useFrame((frame) => frame.branch)
  const at = sides.findIndex(({ branch }) => branch === present)
  const side = sides[at]
  return (
    <div className={styles['row']}>
      <ul className={styles['legend']} aria-label={t('compare.legend')}>
        {layers.map(([layer, words], place) => {
          const pattern = patternOf(patterns, layer)
          return (
            <li key={layer}>
              <svg width={14} height={14} aria-hidden="true">
                {place === 0 && definitions}
                <rect width={14} height={14} className={layerClass(layer)} />
                {pattern !== null && <rect width={14} height={14} fill={pattern} />}
                <rect x={0.5} y={0.5} width={13} height={13} className={styles['edge']} />
              </svg>
              {t(words)}
            </li>
          )
        })}
        <li>
          <svg width={14} height={14} aria-hidden="true">
            <circle cx={7} cy={7} r={7} className={styles['disc']} />
            <path d="M5 3.8L10.2 7L5 10.2Z" className={styles['sign']} />
          </svg>
          {t('compare.legend.starting')}
        </li>
      </ul>
      {side !== undefined && (
        <p className={styles['edits']}>
          <Pencil size={12} strokeWidth={2.5} aria-hidden="true" />
          {t('compare.edits', { letter: looks[at] ?? '', title: titleOf(side, t) })}
        </p>
      )}
    </div>
  )
}
