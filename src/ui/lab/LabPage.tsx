/** The Lab: build on the left, the stage in the middle, what is selected on the right, time at the foot. */
import { PanelLeftOpen, PanelRightOpen } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import type { Interest } from '../../worker/protocol'
import { useApp, useInterest, useStore } from '../hooks/useApp'
import { useRunTitle } from '../header/useRunTitle'
import { usePhone } from '../hooks/useMedia'
import { useText } from '../hooks/useText'
import { LabTimeline } from '../tracks/LabTimeline'
import { BuildPanel } from './build/BuildPanel'
import { InspectorPanel } from './inspect/InspectorPanel'
import styles from './LabPage.module.css'
import { LabStage } from './LabStage'
import { PhoneSheet } from './PhoneSheet'
import { PresentHead } from './PresentHead'

export function LabPage() {
  const phone = usePhone()
  const presenting = useStore((state) => state.skin.ui === 'present')
  const name = useRunTitle()
  useCounts()
  return (
    <main className={styles['lab']} data-columns data-lab>
      {presenting ? <PresentHead title={name} /> : <h1 className="visually-hidden">{name}</h1>}
      <div className={styles['middle']}>{presenting || phone ? <LabStage /> : <Columns />}</div>
      {phone && !presenting && <PhoneSheet />}
      <Hideable part="timeline">
        <div className={styles['foot']}>
          <LabTimeline />
        </div>
      </Hideable>
    </main>
  )
}

function Columns() {
  const left = useStore((state) => state.view.left)
  const right = useStore((state) => state.view.right)
  return (
    <>
      <Hideable part="build">{left ? <BuildPanel /> : <Rail side="left" />}</Hideable>
      <LabStage />
      <Hideable part="inspector">{right ? <InspectorPanel /> : <Rail side="right" />}</Hideable>
    </>
  )
}

interface HideableProps {
  readonly part: 'build' | 'inspector' | 'timeline'
  readonly children: ReactNode
}

/** What the address hides is not in the page at all. */
function Hideable({ part, children }: HideableProps) {
  const hidden = useStore((state) => state.skin.hide.includes(part))
  return hidden ? null : children
}

/** What is left of a folded panel: the way back to it. */
function Rail({ side }: { readonly side: 'left' | 'right' }) {
  const t = useText()
  const { store } = useApp()
  const Icon = side === 'left' ? PanelLeftOpen : PanelRightOpen
  return (
    <aside className={styles['rail']} data-side={side} aria-label={t(`lab.rail-${side}`)}>
      <button
        type="button"
        className="button button-quiet"
        aria-label={t(`lab.unfold-${side}`)}
        title={t(`lab.unfold-${side}`)}
        onClick={() => store.change('view', { [side]: true })}
      >
        <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </aside>
  )
}

/** Groups and hosts are counted whatever the stage shows; the map asks for the same with its details. */
function useCounts(): void {
  const stage = useStore((state) => state.view.stage)
  const lens = useStore((state) => state.view.lens)
  const part = useMemo<Partial<Interest>>(
    () => (stage === 'map' ? {} : { fleet: { topology: -1, lens, details: [] } }),
    [stage, lens],
  )
  useInterest('lab', part)
}
