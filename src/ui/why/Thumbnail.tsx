/** A host in small: what was taken, what was free, and the request, which sticks out where it did not fit. */
import styles from './WhyPanel.module.css'

interface ThumbnailProps {
  /** MiB; null when the decision did not note them. */
  readonly capacity: number
  readonly free: number | null
  readonly request: number | null
  readonly verdict: 'winner' | 'passed' | 'failed'
}

const width = 44
const height = 46
/** Room above the host for what sticks out. */
const above = 14

export function Thumbnail({ capacity, free, request, verdict }: ThumbnailProps) {
  const share = (mebibytes: number) => Math.max(0, Math.min(1, mebibytes / Math.max(1, capacity)))
  const freeHeight = free === null ? 0 : share(free) * height
  const usedTop = above + freeHeight
  const asked = request === null || free === null ? 0 : Math.max(4, share(request) * height)
  const askedTop = Math.max(1, usedTop - asked)
  return (
    <svg
      className={styles['thumbnail']}
      width={width}
      height={height + above + 2}
      data-verdict={verdict}
      aria-hidden="true"
    >
      <rect className={styles['case']} x={2} y={above} width={width - 4} height={height} rx={3} />
      <rect
        className={styles['taken']}
        x={5}
        y={usedTop}
        width={width - 10}
        height={Math.max(0, above + height - usedTop - 3)}
      />
      {asked > 0 && (
        <rect
          className={styles['asked']}
          x={verdict === 'failed' ? 1 : 5}
          y={askedTop}
          width={verdict === 'failed' ? width - 2 : width - 10}
          height={Math.max(0, usedTop - askedTop)}
        />
      )}
      {verdict === 'failed' && (
        <path
          className={styles['cross']}
          d={`M6 ${above + 4}L${width - 6} ${above + height - 4}M${width - 6} ${above + 4}L6 ${above + height - 4}`}
        />
      )}
    </svg>
  )
}
