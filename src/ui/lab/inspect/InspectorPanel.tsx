/** The right panel: what is selected with its way there, state, values and causes; else what the run is about. */
import { PanelRightClose } from 'lucide-react'
import { useMemo } from 'react'
import type { WhereView } from '../../../sim'
import { useApp, useStore } from '../../hooks/useApp'
import { useLook } from '../../hooks/useLook'
import { useText } from '../../hooks/useText'
import { About } from './About'
import { Decisions } from './Decisions'
import { GroupInspector } from './GroupInspector'
import { HostInspector } from './HostInspector'
import styles from './Inspect.module.css'
import { PlaceInspector } from './PlaceInspector'
import { WorkloadInspector } from './WorkloadInspector'

type Found = NonNullable<WhereView['found']>

export interface InspectorProps {
  readonly found: Found
  /** A phone only looks: it offers nothing that changes the run. */
  readonly readOnly: boolean
}

/** The thing that is selected: undefined while the answer is on its way, null when nothing has this name now. */
function useSelected(): { readonly name: string | null; readonly found: Found | null | undefined } {
  const name = useStore((state) => state.selection.selected[0] ?? null)
  const look = useMemo(() => (name === null ? null : { look: 'where' as const, name }), [name])
  const answer = useLook(look)
  if (answer === null) return { name, found: undefined }
  // The answer to an earlier question stands until the next one comes.
  if (answer.found !== null && answer.found.name !== name) return { name, found: undefined }
  return { name, found: answer.found }
}

export function InspectorPanel() {
  const t = useText()
  const { store } = useApp()
  return (
    <aside className={styles['panel']} aria-label={t('lab.inspector')}>
      <button
        type="button"
        className={`button button-quiet ${styles['fold'] ?? ''}`}
        aria-label={t('lab.fold-right')}
        title={t('lab.fold-right')}
        onClick={() => store.change('view', { right: false })}
      >
        <PanelRightClose size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <Inspected readOnly={false} />
    </aside>
  )
}

export function Inspected({ readOnly }: { readonly readOnly: boolean }) {
  const { name, found } = useSelected()
  if (name === null) return <About readOnly={readOnly} />
  if (found === undefined) return null
  if (found === null) return <Gone name={name} />
  return <Thing key={found.name} found={found} readOnly={readOnly} />
}

function Thing(props: InspectorProps) {
  const { found } = props
  switch (found.type) {
    case 'host':
      return <HostInspector {...props} />
    case 'workload':
    case 'kernel':
      return <WorkloadInspector {...props} />
    case 'group':
      return <GroupInspector {...props} />
    case 'rack':
    case 'zone':
      return (
        <>
          <PlaceInspector found={found} />
          <Decisions name={found.name} />
        </>
      )
  }
}

function Gone({ name }: { readonly name: string }) {
  const t = useText()
  const { lab } = useApp()
  return (
    <>
      <h2 className={styles['title']}>{name}</h2>
      <p className={styles['hint']}>{t('lab.gone', { name })}</p>
      <button type="button" className="button" onClick={() => lab.select(null)}>
        {t('lab.clear')}
      </button>
    </>
  )
}
