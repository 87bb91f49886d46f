/** What is being carried, and whether the host under it would take it: in shape, colour and words. */
import type { BinView } from '../../sim'
import { canSay } from '../../i18n/text'
import { useStore } from '../hooks/useApp'
import { useText, type TextFunction } from '../hooks/useText'
import type { Drag as Carried } from '../../app/slices/view'
import styles from './BinsView.module.css'

interface GhostProps {
  /** The pointer in px of the window; null when the keyboard carries. */
  readonly at: { readonly x: number; readonly y: number } | null
  readonly line: number
  readonly pitch: number
  readonly bins: readonly BinView[]
}

/** px that the words may take. */
const widest = 300

export function Ghost({ at, line, pitch, bins }: GhostProps) {
  const t = useText()
  const drag = useStore((state) => state.view.drag)
  if (drag === null) return null
  const home = bins.find((bin) => bin.units.some((unit) => unit.name === drag.workload))?.host
  const verdict = verdictOf(drag, home)
  const over = bins.findIndex((bin) => bin.host === drag.over)
  const style =
    at === null
      ? ({ position: 'absolute', left: Math.max(0, over) * pitch, top: 2 * line } as const)
      : ({
          position: 'fixed',
          left: Math.min(at.x + 14, window.innerWidth - widest),
          top: at.y + 14,
        } as const)
  return (
    <div className={styles['ghost']} data-verdict={verdict} style={style} role="status">
      <strong>
        <span aria-hidden="true">{{ fits: '✓ ', refused: '× ', asked: '… ', home: '' }[verdict]}</span>
        {drag.workload}
      </strong>
      <span>{sentence(t, drag, verdict)}</span>
    </div>
  )
}

type Verdict = 'fits' | 'refused' | 'asked' | 'home'

function verdictOf(drag: Carried, home: string | undefined): Verdict {
  if (drag.over === null || drag.over === home) return 'home'
  if (drag.refusal === undefined) return 'asked'
  return drag.refusal === null ? 'fits' : 'refused'
}

function sentence(t: TextFunction, drag: Carried, verdict: Verdict): string {
  const { over, refusal } = drag
  if (verdict === 'home') return t('bins.carry')
  if (verdict !== 'refused' || refusal === null || refusal === undefined) {
    return t(`bins.carry.${verdict}`, { host: over ?? '' })
  }
  const keys = [`refusal.${refusal.reason}.what`, `refusal.${refusal.reason}.why`]
  const said = keys.filter((key) => canSay(key, refusal.args)).map((key) => t(key, refusal.args))
  return said.length > 0 ? said.join(' ') : t('bins.carry.refused', { host: over ?? '' })
}
