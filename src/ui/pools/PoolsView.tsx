/** Who holds and who would get how much: tenants and their groups as blocks to the scale of the whole fleet. */
import { sum } from 'd3'
import { useMemo, useRef, useState } from 'react'
import type { PoolsView as Pools } from '../../sim'
import { layoutPools } from '../../viz/pools'
import { useTopology } from '../hooks/useApp'
import { useLook } from '../hooks/useLook'
import { useFormats, useText } from '../hooks/useText'
import { useBox } from '../stage/useBox'
import { bare, capacityOf, measures, sumInWords, valueOf, type Measure } from './measure'
import { PoolBlocks } from './PoolBlocks'
import { PoolsTable } from './PoolsTable'
import styles from './PoolsView.module.css'
import { Terms } from '../glossary/Terms'

const question = { look: 'pools' } as const
/** More groups than this and the small ones of a tenant share a tile. */
const mostTiles = 300

export function PoolsView() {
  const t = useText()
  const pools = useLook(question)
  const [measure, setMeasure] = useState<Measure>('memory')
  return (
    <section className={styles['view']} aria-label={t('pools.title')}>
      <div className={styles['bar']}>
        <h2 className={styles['title']}>{t('pools.title')}</h2>
        {pools !== null && <Granted pools={pools} measure={measure} />}
        <div className="segment" role="group" aria-label={t('pools.measure')}>
          {measures.map((one) => (
            <button key={one} type="button" aria-pressed={one === measure} onClick={() => setMeasure(one)}>
              {t(`pools.measure.${one}`)}
            </button>
          ))}
        </div>
      </div>
      {pools === null ? (
        <p className={styles['empty']}>{t('pools.waiting')}</p>
      ) : (
        <Picture pools={pools} measure={measure} />
      )}
    </section>
  )
}

interface PictureProps {
  readonly pools: Pools
  readonly measure: Measure
}

function Granted({ pools, measure }: PictureProps) {
  const t = useText()
  const formats = useFormats()
  const granted = sum(pools.pools, (pool) => valueOf(pool, measure))
  return (
    <p className={styles['granted']}>
      {t(`pools.granted.${measure}`, {
        granted: bare(formats, measure, granted),
        capacity: bare(formats, measure, capacityOf(pools, measure)),
      })}
    </p>
  )
}

function Picture({ pools, measure }: PictureProps) {
  const t = useText()
  const formats = useFormats()
  const topology = useTopology()
  const field = useRef<HTMLDivElement>(null)
  const box = useBox(field)
  const blocks = useMemo(() => {
    const parts = pools.pools.map((pool) => ({
      tenant: pool.tenant,
      group: pool.group,
      value: valueOf(pool, measure),
      weight: pool.memoryMiB,
    }))
    const free = capacityOf(pools, measure) - sum(parts, (part) => part.value)
    const room = { x: 0, y: 0, width: Math.max(1, box.width), height: Math.max(1, box.height) }
    return layoutPools(parts, free, { box: room, title: box.text + 11, gap: 12, most: mostTiles })
  }, [pools, measure, box])
  return (
    <>
      <p className={styles['sum']}>
        {pools.pools.length === 0 ? t('pools.none') : sumInWords(t, formats, { pools, measure })}
      </p>
      <div ref={field} className={styles['field']}>
        {box.width > 0 && <PoolBlocks {...{ blocks, pools, measure, topology }} />}
      </div>
      <p className={styles['note']}>
        <Terms>{t(`pools.note.${measure}`)}</Terms>
      </p>
      <PoolsTable pools={pools} />
    </>
  )
}
