/**
 * Pools as blocks to scale: one block per tenant under a title, its groups inside, and what is free beside them.
 * Titles and gaps lie outside the blocks, so that every area is its value times the same factor.
 */
import { greatest, hierarchy, least, range, sum, treemap, treemapSquarify } from 'd3'
import type { Rect } from '../stack'

export interface PoolPart {
  readonly tenant: string
  readonly group: string
  readonly value: number
  /** Order inside the tenant, largest first: something that seldom changes, so that tiles keep their place. */
  readonly weight: number
}

export interface PoolTile {
  /** '' for the small ones of a tenant that share a tile. */
  readonly group: string
  /** Groups in this tile. */
  readonly groups: number
  readonly value: number
  readonly rect: Rect
}

export interface PoolBlock {
  /** Null for what is free. */
  readonly tenant: string | null
  readonly value: number
  readonly rect: Rect
  readonly tiles: readonly PoolTile[]
}

export interface PoolsShape {
  readonly box: Rect
  /** Room above each block for its title, px. */
  readonly title: number
  readonly gap: number
  /** More groups than this and the small ones of a tenant share a tile. */
  readonly most: number
}

interface Entry extends PoolPart {
  readonly groups: number
}

export function layoutPools(
  parts: readonly PoolPart[],
  free: number,
  shape: PoolsShape,
): readonly PoolBlock[] {
  const shown = shareTiles(
    parts.filter((part) => part.value > 0),
    shape.most,
  )
  const tenants = [...new Set(shown.map((part) => part.tenant))]
  const blocks: { tenant: string | null; own: readonly Entry[]; value: number }[] = tenants.map((tenant) => {
    const own = shown.filter((part) => part.tenant === tenant)
    return { tenant, own, value: sum(own, (part) => part.value) }
  })
  if (free > 0) blocks.push({ tenant: null, own: [], value: free })
  const rects = blockRects(
    blocks.map((block) => block.value),
    shape,
  )
  return blocks.map(({ tenant, own, value }, at) => {
    const rect = rects[at] ?? shape.box
    return { tenant, value, rect, tiles: tilesIn(own, rect) }
  })
}

/** Beyond `most` groups the lightest of each tenant are counted together. */
function shareTiles(parts: readonly PoolPart[], most: number): readonly Entry[] {
  const sorted = [...parts].sort((a, b) => b.weight - a.weight)
  const own = new Set(sorted.slice(0, most))
  const entries: Entry[] = parts.filter((part) => own.has(part)).map((part) => ({ ...part, groups: 1 }))
  const rest = parts.filter((part) => !own.has(part))
  for (const tenant of new Set(rest.map((part) => part.tenant))) {
    const shared = rest.filter((part) => part.tenant === tenant)
    const value = sum(shared, (part) => part.value)
    entries.push({ tenant, group: '', value, weight: 0, groups: shared.length })
  }
  return entries
}

/** Blocks in rows, in their order; as many rows as make them most nearly square. */
function blockRects(values: readonly number[], shape: PoolsShape): readonly Rect[] {
  const { box, title } = shape
  const lowest = title + 24
  const mostRows = Math.max(1, Math.min(values.length, 6, Math.floor(box.height / lowest)))
  const tried = range(1, mostRows + 1).map((rows) => rectsInRows(inRows(values, rows), shape))
  return least(tried, (rects) => stretchOf(rects)) ?? []
}

// How far the blocks are from squares, weighed by their areas.
function stretchOf(rects: readonly Rect[]): number {
  const area = sum(rects, (rect) => rect.width * rect.height)
  const stretched = sum(rects, ({ width, height }) => Math.max(width, height) ** 2)
  return area > 0 ? stretched / area : Infinity
}

/** Cuts values into at most `rows` runs of nearly the same sum. */
function inRows(values: readonly number[], rows: number): readonly (readonly number[])[] {
  const total = sum(values)
  const cut: number[][] = Array.from({ length: rows }, () => [])
  let before = 0
  for (const value of values) {
    const middle = before + value / 2
    cut[Math.min(rows - 1, Math.floor((middle / total) * rows))]?.push(value)
    before += value
  }
  return cut.filter((row) => row.length > 0)
}

function rectsInRows(rows: readonly (readonly number[])[], { box, title, gap }: PoolsShape): readonly Rect[] {
  const widthOf = (row: readonly number[]) => Math.max(1, box.width - gap * (row.length - 1))
  const height = Math.max(1, box.height - rows.length * title - gap * (rows.length - 1))
  // Rows with more gaps are a little higher, so that a value has the same area in each.
  const perHeight = height / sum(rows, (row) => sum(row) / widthOf(row))
  const rects: Rect[] = []
  let y = box.y
  for (const row of rows) {
    const rowHeight = (perHeight * sum(row)) / widthOf(row)
    let { x } = box
    for (const value of row) {
      const width = (widthOf(row) * value) / sum(row)
      rects.push({ x, y: y + title, width, height: rowHeight })
      x += width + gap
    }
    y += title + rowHeight + gap
  }
  return rects
}

interface Branch {
  readonly entry: Entry | null
  readonly children: readonly Branch[]
}

function tilesIn(entries: readonly Entry[], rect: Rect): readonly PoolTile[] {
  if (entries.length === 0) return []
  const sorted = [...entries].sort((a, b) => b.weight - a.weight)
  const tree: Branch = { entry: null, children: sorted.map((entry) => ({ entry, children: [] })) }
  const root = hierarchy<Branch>(tree, (branch) => [...branch.children]).sum(
    (branch) => branch.entry?.value ?? 0,
  )
  const laid = treemap<Branch>().tile(treemapSquarify).size([rect.width, rect.height])(root)
  return laid.leaves().flatMap(({ data, x0, y0, x1, y1 }) => {
    if (data.entry === null) return []
    const { group, groups, value } = data.entry
    return [
      { group, groups, value, rect: { x: rect.x + x0, y: rect.y + y0, width: x1 - x0, height: y1 - y0 } },
    ]
  })
}

/** The tile that lies next in a direction, for arrow keys; null at the edge. */
export function neighbourOf(
  rects: readonly Rect[],
  from: number,
  direction: 'left' | 'right' | 'up' | 'down',
): number | null {
  const start = rects[from]
  if (start === undefined) return null
  const sign = direction === 'left' || direction === 'up' ? -1 : 1
  const level = direction === 'left' || direction === 'right'
  const middle = ({ x, y, width, height }: Rect) => [x + width / 2, y + height / 2] as const
  const [startX, startY] = middle(start)
  // Nearness along the way counts once, being off the way counts double.
  const nearness = (to: number): number => {
    const rect = rects[to]
    if (rect === undefined || to === from) return -Infinity
    const [x, y] = middle(rect)
    const along = sign * (level ? x - startX : y - startY)
    const aside = Math.abs(level ? y - startY : x - startX)
    return along <= 1 ? -Infinity : -(along + 2 * aside)
  }
  const best = greatest(range(rects.length), nearness)
  return best === undefined || nearness(best) === -Infinity ? null : best
}
