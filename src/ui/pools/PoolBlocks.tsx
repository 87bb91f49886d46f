/** The blocks of the tenants: titles with sums, groups as buttons, arrow keys from block to block. */
import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import type { FleetTopology, PoolsView as Pools, PoolView } from '../../sim'
import { neighbourOf, type PoolBlock, type PoolTile } from '../../viz/pools'
import { useApp, useStore } from '../hooks/useApp'
import { useFormats, useText, type Formats } from '../hooks/useText'
import { coresBare, gibibytes } from './amounts'
import { bare, isShort, type Measure } from './measure'
import styles from './PoolsView.module.css'
import { belongsTo, shadeOf, tenantName } from './tenants'

interface BlocksProps {
  readonly blocks: readonly PoolBlock[]
  readonly pools: Pools
  readonly measure: Measure
  readonly topology: FleetTopology | null
}

const directions: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

export function PoolBlocks({ blocks, pools, measure, topology }: BlocksProps) {
  const t = useText()
  const field = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState('')
  const tiles = blocks.flatMap((block) => block.tiles.filter((tile) => tile.group !== ''))
  const tabStop = tiles.find((tile) => tile.group === active) ?? tiles[0]
  const others = [...new Set(pools.pools.map((pool) => pool.tenant))]
  const byGroup = new Map(pools.pools.map((pool) => [pool.group, pool]))
  const move = (event: KeyboardEvent) => {
    const direction = directions[event.key]
    if (direction === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const at = tiles.findIndex((tile) => tile.group === tabStop?.group)
    const next = neighbourOf(
      tiles.map((tile) => tile.rect),
      at,
      direction,
    )
    const tile = next === null ? undefined : tiles[next]
    if (tile === undefined) return
    setActive(tile.group)
    const buttons = [...(field.current?.querySelectorAll<HTMLElement>('[data-group]') ?? [])]
    buttons.find((button) => button.dataset['group'] === tile.group)?.focus()
  }
  return (
    // The keys belong to the buttons inside; here they are heard once for all of them.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={field} onKeyDown={move}>
      {blocks.map((block) => {
        const shade = block.tenant === null ? 0 : shadeOf(topology, block.tenant, others)
        return (
          <div
            key={block.tenant ?? ' free'}
            role="group"
            aria-label={block.tenant === null ? t(`pools.free.${measure}`) : tenantName(t, block.tenant)}
          >
            <BlockTitle block={block} measure={measure} />
            {block.tenant === null && <div className={styles['free']} style={boxOf(block.rect)} />}
            {block.tiles.map((tile) => (
              <Tile
                key={`${tile.group}/${block.tenant ?? ''}`}
                {...{ tile, shade, measure }}
                pool={byGroup.get(tile.group)}
                tabStop={tile === tabStop}
                onFocus={setActive}
              />
            ))}
          </div>
        )
      })}
    </div>
  )
}

function boxOf({ x, y, width, height }: PoolTile['rect']): CSSProperties {
  return { left: x, top: y, width, height }
}

/** Narrower blocks have no room for a title; the table and the tip name them. */
const titleFrom = 36

function BlockTitle({ block, measure }: { readonly block: PoolBlock; readonly measure: Measure }) {
  const t = useText()
  const formats = useFormats()
  const { rect, tenant, value } = block
  if (rect.width < titleFrom) return null
  const amount = `${bare(formats, measure, value)} ${t(`pools.unit.${measure}`)}`
  return (
    <div
      className={styles['head']}
      style={{ left: rect.x, bottom: `calc(100% - ${rect.y}px)`, width: rect.width }}
    >
      <strong>{tenant === null ? t(`pools.free.${measure}`) : tenantName(t, tenant)}</strong>
      {rect.width > 90 && <span>{amount}</span>}
    </div>
  )
}

interface TileProps {
  readonly tile: PoolTile
  readonly pool: PoolView | undefined
  readonly shade: number
  readonly measure: Measure
  readonly tabStop: boolean
  readonly onFocus: (group: string) => void
}

function Tile({ tile, pool, shade, measure, tabStop, onFocus }: TileProps) {
  const t = useText()
  const formats = useFormats()
  const { lab, store } = useApp()
  const selected = useStore((state) => belongsTo(state.selection.selected[0], tile.group))
  const hovered = useStore((state) => belongsTo(state.selection.hovered, tile.group))
  const { width, height } = tile.rect
  const hover = (on: boolean) => store.change('selection', { hovered: on ? tile.group : null })
  if (pool === undefined) {
    return (
      <div className={styles['tile']} data-shade={shade} style={boxOf(tile.rect)}>
        {width > 60 && height > 24 && t('pools.more-groups', { n: tile.groups })}
      </div>
    )
  }
  const short = isShort(pool)
  const words = t('pools.tile', {
    group: pool.group,
    tenant: tenantName(t, pool.tenant),
    memory: gibibytes(formats, pool.memoryMiB),
    running: pool.running,
    workloads: pool.workloads,
    demand: coresBare(formats, pool.demandMillicores),
    ...sharesOf(formats, pool),
  })
  const printed = bare(formats, measure, tile.value)
  return (
    <button
      type="button"
      className={styles['tile']}
      style={boxOf(tile.rect)}
      data-shade={shade}
      data-group={pool.group}
      data-hovered={hovered}
      aria-pressed={selected}
      // It begins with what is printed on the tile: who speaks to the page says what is to be seen.
      aria-label={`${pool.group} ${printed}: ${words}${short ? ` ${t('pools.short')}` : ''}`}
      title={words}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => lab.select(selected ? null : pool.group)}
      onFocus={() => onFocus(pool.group)}
      onPointerEnter={() => hover(true)}
      onPointerLeave={() => hover(false)}
    >
      {width > 34 && height > 22 && (
        <span className={styles['name']}>
          <span>{pool.group}</span> {width > 84 && <b>{printed}</b>}
        </span>
      )}
      {measure !== 'memory' && width > 24 && height > 44 && (
        <>
          <Share pool={pool} />
          {height > 64 && (
            <span className={styles['gets']} data-short={short}>
              {short && '! '}
              {width > 120 && t('pools.gets', sharesOf(formats, pool))}
            </span>
          )}
        </>
      )}
    </button>
  )
}

function sharesOf(formats: Formats, { usedMillicores, entitledMillicores }: PoolView) {
  return { used: coresBare(formats, usedMillicores), entitled: coresBare(formats, entitledMillicores) }
}

/** Used against what is due: the bar is what it uses, the upright line its share, the outline what it asks for. */
function Share({ pool }: { readonly pool: PoolView }) {
  const { usedMillicores, entitledMillicores, demandMillicores } = pool
  const most = Math.max(1, usedMillicores, entitledMillicores, demandMillicores)
  const percent = (value: number) => `${(100 * value) / most}%`
  return (
    <span className={styles['share']} aria-hidden="true">
      <span className={styles['demand']} style={{ width: percent(demandMillicores) }} />
      <span className={styles['used']} style={{ width: percent(usedMillicores) }} />
      <span className={styles['due']} style={{ left: percent(entitledMillicores) }} />
    </span>
  )
}
