/** What is being carried, and whether the host under it would take it: in shape, colour and words. */
import type { Drag } from '../../app/slices/view'
import { canSay } from '../../i18n/text'
import { useStore, useTopology } from '../hooks/useApp'
import { useText, type TextFunction } from '../hooks/useText'
import styles from './FleetView.module.css'
import { isVm } from './moving'
import type { Carried } from './useCanvasPointer'

type Verdict = 'fits' | 'refused' | 'asked' | 'home'

const signs = { fits: '✓ ', refused: '× ', asked: '… ', home: '' } as const

export function CarriedWorkload({ at }: { readonly at: Carried | null }) {
  const t = useText()
  const drag = useStore((state) => state.view.drag)
  const topology = useTopology()
  if (at === null || drag === null) return null
  const verdict = verdictOf(drag, at.from)
  const right = at.x > window.innerWidth - 320
  const style = right
    ? { right: window.innerWidth - at.x + 14, top: at.y + 14 }
    : { left: at.x + 14, top: at.y + 14 }
  return (
    <div className={styles['ghost']} data-verdict={verdict} style={style} role="status">
      <strong>
        <span aria-hidden="true">{signs[verdict]}</span>
        {drag.workload}
      </strong>
      <span>
        {sentence(t, drag, verdict)}
        {verdict === 'fits' &&
          ` ${t(isVm(topology, drag.workload) ? 'fleet.carry.live' : 'fleet.carry.stops')}`}
      </span>
    </div>
  )
}

function verdictOf({ over, refusal }: Drag, from: string): Verdict {
  if (over === null || over === from) return 'home'
  if (refusal === undefined) return 'asked'
  return refusal === null ? 'fits' : 'refused'
}

function sentence(t: TextFunction, { over, refusal }: Drag, verdict: Verdict): string {
  if (verdict === 'home') return t('fleet.carry')
  const args = { host: over ?? '' }
  if (verdict !== 'refused' || refusal === null || refusal === undefined)
    return t(`fleet.carry.${verdict}`, args)
  const keys = [`refusal.${refusal.reason}.what`, `refusal.${refusal.reason}.why`]
  const said = keys.filter((key) => canSay(key, refusal.args)).map((key) => t(key, refusal.args))
  return said.length > 0 ? said.join(' ') : t('fleet.carry.refused', args)
}
