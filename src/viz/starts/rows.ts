/** Rows of the chart: starts and pulls by when they were asked for, and below an open pull its layers. */
import type { LayerRow, PullRow, StartRow, StartsView } from '../../sim'

export type ChartRow =
  | { readonly type: 'start'; readonly key: string; readonly start: StartRow }
  | { readonly type: 'pull'; readonly key: string; readonly pull: PullRow; readonly open: boolean }
  | { readonly type: 'layer'; readonly key: string; readonly pull: PullRow; readonly layer: LayerRow }

/** Where the same was asked for twice, each has a key of its own. */
function keysOf(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} ${times}`
  })
}

/** `folded`: keys of the pulls whose layers are not shown. */
export function chartRows(
  { starts, pulls }: Pick<StartsView, 'starts' | 'pulls'>,
  folded: ReadonlySet<string>,
): readonly ChartRow[] {
  const startKeys = keysOf(starts.map(({ name }) => `start ${name}`))
  const pullKeys = keysOf(pulls.map(({ image }) => `pull ${image}`))
  const blocks = [
    // A pull stands above the starts that wait for it.
    ...pulls.map((pull, at) => ({ asked: pull.asked, rows: rowsOfPull(pull, pullKeys[at] ?? '', folded) })),
    ...starts.map((start, at) => ({
      asked: start.asked,
      rows: [{ type: 'start', key: startKeys[at] ?? '', start }] as readonly ChartRow[],
    })),
  ]
  return blocks.sort((one, other) => one.asked - other.asked).flatMap(({ rows }) => rows)
}

function rowsOfPull(pull: PullRow, key: string, folded: ReadonlySet<string>): readonly ChartRow[] {
  const open = !folded.has(key)
  const head: ChartRow = { type: 'pull', key, pull, open }
  if (!open) return [head]
  const digests = keysOf(pull.layers.map(({ digest }) => digest))
  return [
    head,
    ...pull.layers.map((layer, at): ChartRow => ({
      type: 'layer',
      key: `${key} ${digests[at] ?? ''}`,
      pull,
      layer,
    })),
  ]
}

/** Kinds of bars that the rows have, in the order in which they first come. */
export function kindsIn(rows: readonly ChartRow[]): readonly string[] {
  const kinds = new Set<string>()
  for (const row of rows) {
    if (row.type === 'start') for (const { phase } of row.start.phases) kinds.add(phase)
    if (row.type === 'layer' && row.layer.download !== null) kinds.add('download')
    if (row.type === 'layer' && row.layer.extract !== null) kinds.add('extract')
  }
  return [...kinds]
}
