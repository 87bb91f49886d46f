/** The row above the stage: what colour means, how near the map is, the hot list, and which view is shown. */
import { Flame, Maximize, Minus, Plus } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { lenses, stages, type Stage } from '../../sim'
import { useApp, useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import styles from './LensBar.module.css'
import { mapOf, type FleetMap } from './map'
import { Segment } from './Segment'
import { isForPage, zoomStep } from './useMapKeys'

/** Views of one host, of migrations and of branches: what colour means there is their own. */
const withoutLens: readonly Stage[] = ['cpu', 'memory', 'starts', 'images', 'migration', 'compare']

export function LensBar() {
  const t = useText()
  const { lab, store } = useApp()
  const lens = useStore((state) => state.view.lens)
  const stage = useStore((state) => state.view.stage)
  const hot = useStore((state) => state.view.hot)
  const hidden = useStore((state) => state.skin.hide.includes('lens'))
  useViewKeys()
  if (hidden) return null
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('fleet.bar')}>
      {!withoutLens.includes(stage) && (
        <Segment
          label={t('fleet.lens')}
          choices={lenses.map((id) => ({ id, words: t(`fleet.lens.${id}`) }))}
          chosen={lens}
          onChoose={lab.setLens}
        />
      )}
      <div className={styles['buttons']}>
        {stage === 'map' && <ZoomButtons />}
        <button
          type="button"
          className="button"
          aria-pressed={hot}
          aria-keyshortcuts="H"
          aria-label={t('fleet.hot')}
          title={`${t('fleet.hot')} (H)`}
          onClick={() => store.change('view', { hot: !hot })}
        >
          <Flame size={16} aria-hidden="true" />
          <span className={styles['words']}>{t('fleet.hot')}</span>
        </button>
      </div>
      <Segment
        label={t('fleet.stage')}
        choices={stages.map((id) => ({ id, words: t(`fleet.stage.${id}`) }))}
        chosen={stage}
        onChoose={lab.setStage}
      />
    </div>
  )
}

function ZoomButtons() {
  const t = useText()
  const app = useApp()
  const button = (name: string, keys: string, icon: ReactNode, act: (map: FleetMap) => void) => (
    <button
      type="button"
      className="button"
      aria-label={t(`fleet.${name}`)}
      aria-keyshortcuts={keys}
      title={`${t(`fleet.${name}`)} (${keys})`}
      onClick={() => {
        const map = mapOf(app)
        if (map !== null) act(map)
      }}
    >
      {icon}
    </button>
  )
  return (
    <div className={styles['zoom']}>
      {button('zoom-out', '-', <Minus size={16} aria-hidden="true" />, (map) => map.zoomBy(1 / zoomStep))}
      {button('zoom-in', '+', <Plus size={16} aria-hidden="true" />, (map) => map.zoomBy(zoomStep))}
      {button('fit', '0', <Maximize size={16} aria-hidden="true" />, (map) => map.fit())}
    </div>
  )
}

/** H shows and hides the hot list; T goes from any view to the table and back. */
function useViewKeys(): void {
  const { lab, store } = useApp()
  const before = useRef<Stage>('map')
  useEffect(() => {
    const keys: Readonly<Record<string, () => void>> = {
      h: () => store.change('view', { hot: !store.getState().view.hot }),
      t: () => {
        const { stage } = store.getState().view
        if (stage !== 'table') before.current = stage
        lab.setStage(stage === 'table' ? before.current : 'table')
      },
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const act = keys[event.key.toLowerCase()]
      if (act === undefined || !isForPage(event, store.getState())) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [lab, store])
}
