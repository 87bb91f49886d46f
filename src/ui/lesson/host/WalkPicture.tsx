/** The references of one page walk in their order, as a small picture. */
import type { WalkStep } from '../../../sim'
import { walkGrid, walkPath } from '../../../viz/walk'
import { useText } from '../../hooks/useText'
import styles from './Host.module.css'

const shape = { cell: 22, gap: 8 } as const
const pitch = shape.cell + shape.gap
/** The path of a walk is drawn to the middle of each cell; strokes need some room around. */
const edge = 2

export function WalkPicture({ steps }: { readonly steps: readonly WalkStep[] }) {
  const t = useText()
  const grid = walkGrid(steps)
  const width = grid.columns * pitch - shape.gap + 2 * edge
  const height = grid.rows * pitch - shape.gap + 2 * edge
  return (
    <svg
      className={styles['walk-picture']}
      width={width}
      height={height}
      viewBox={`${-edge} ${-edge} ${width} ${height}`}
      role="img"
      aria-label={t('lesson-host.walk', {
        guest: steps.filter(({ table }) => table !== 'host').length,
        host: steps.filter(({ table }) => table === 'host').length,
      })}
    >
      <path d={walkPath(grid, shape, steps.length)} className={styles['way']} />
      {grid.cells.map(({ number, table, column, row }) => (
        <g key={number} data-table={table} transform={`translate(${column * pitch} ${row * pitch})`}>
          <rect width={shape.cell} height={shape.cell} rx={table === 'guest' ? shape.cell / 2 : 3} />
          <text x={shape.cell / 2} y={shape.cell / 2}>
            {number}
          </text>
        </g>
      ))}
    </svg>
  )
}
