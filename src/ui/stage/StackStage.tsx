/** Two hosts drawn to scale: side by side where there is room, one at a time where there is not. */
import { useId, useRef, useState, type CSSProperties } from 'react'
import { useFormats, useText, type Formats } from '../hooks/useText'
import { narrowBelow, plotFrame } from './frame'
import { KillSwitch } from './KillSwitch'
import type { StackStageProps, StageReason, StageSide } from './props'
import { SideHeader } from './SideHeader'
import { SideTabs, type SideTab } from './SideTabs'
import { StackPlot } from './StackPlot'
import { StackTree } from './StackTree'
import styles from './StackStage.module.css'
import { useBox } from './useBox'
import { useSwipe } from './useSwipe'

/** Two sides need at least this width, px. */
const besideFrom = 680
/** A narrower stack has no room above it for title and number side by side, px at 13 px type. */
const tightBelow = 260
const noReasons: readonly StageReason[] = []

export function StackStage({ sides, selected, onSelect, reasons = noReasons }: StackStageProps) {
  const formats = useFormats()
  const element = useRef<HTMLDivElement>(null)
  const { width } = useBox(element)
  const together = width >= besideFrom || width === 0
  const [shown, setShown] = useState(0)
  const at = Math.min(shown, sides.length - 1)
  const panelId = useId()
  const swipe = useSwipe((step) => setShown(Math.max(0, Math.min(sides.length - 1, at + step))))
  const visible = together ? sides : sides.slice(at, at + 1)
  return (
    <div ref={element} className={styles['stage']} {...(together ? {} : swipe)}>
      {!together && (
        <SideTabs
          sides={sides.map((side) => tabOf(side, formats))}
          at={at}
          panelId={panelId}
          onChange={setShown}
        />
      )}
      <div
        id={panelId}
        className={styles['sides']}
        style={{ gridTemplateColumns: `repeat(${visible.length}, minmax(0, 1fr))` }}
        {...(together ? {} : { role: 'tabpanel', 'aria-labelledby': `${panelId}-${sides[at]?.id ?? ''}` })}
      >
        {visible.map((side) => (
          <Side key={side.id} {...{ side, selected, reasons, onSelect }} alone={!together} />
        ))}
      </div>
    </div>
  )
}

function tabOf({ id, title, count, panic }: StageSide, formats: Formats): SideTab {
  const stopped = panic === null ? 0 : (panic.done ?? panic.lost ?? 0)
  return { id, title, count: formats.number(count.value), stopped }
}

interface SideProps {
  readonly side: StageSide
  readonly selected: string | null
  readonly reasons: readonly StageReason[]
  readonly onSelect: (id: string | null) => void
  /** It is the only one shown, under tabs that already name it. */
  readonly alone: boolean
}

function Side({ side, selected, reasons, onSelect, alone }: SideProps) {
  const t = useText()
  const element = useRef<HTMLElement>(null)
  const box = useBox(element)
  const frame = plotFrame(box, null)
  const under = box.width > 0 && box.width < narrowBelow
  const [focused, setFocused] = useState<string | null>(null)
  return (
    <section
      ref={element}
      className={styles['side']}
      style={{ '--copy-x': `${frame.copy.x}px` } as CSSProperties}
      aria-label={t('stage.side', { letter: side.id, title: side.title })}
    >
      <SideHeader
        side={side}
        alone={alone}
        tight={box.width > 0 && frame.stack.width < tightBelow * (box.text / 13)}
      />
      <StackTree side={side} selected={selected} onSelect={onSelect} onFocusRegion={setFocused} />
      <StackPlot {...{ side, selected, focused, reasons, onSelect }} />
      {under && side.panic !== null && (
        <div className={styles['under']}>
          <KillSwitch panic={side.panic} use={side.stack.uses['lost']} />
        </div>
      )}
    </section>
  )
}
