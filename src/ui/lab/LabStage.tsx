/** The stage: the view that was chosen under its lens bar, with what may lie over it. */
import { lazy, Suspense, type ComponentType } from 'react'
import type { Stage } from '../../sim'
import { HotList } from '../fleet/HotList'
import { LensBar } from '../fleet/LensBar'
import { queryWith } from '../../app/router'
import { useApp, useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import styles from './LabPage.module.css'
import { Losses } from './Losses'

const views: Readonly<Record<Stage, ComponentType>> = {
  map: lazy(() => import('../fleet/FleetView').then((module) => ({ default: module.FleetView }))),
  pools: lazy(() => import('../pools/PoolsView').then((module) => ({ default: module.PoolsView }))),
  bins: lazy(() => import('../bins/BinsView').then((module) => ({ default: module.BinsView }))),
  cpu: lazy(() => import('../host/CpuView').then((module) => ({ default: module.CpuView }))),
  memory: lazy(() => import('../host/MemoryView').then((module) => ({ default: module.MemoryView }))),
  starts: lazy(() => import('../host/StartsView').then((module) => ({ default: module.StartsView }))),
  images: lazy(() => import('../host/ImagesView').then((module) => ({ default: module.ImagesView }))),
  migration: lazy(() =>
    import('../migration/MigrationView').then((module) => ({ default: module.MigrationView })),
  ),
  compare: lazy(() => import('../compare/CompareView').then((module) => ({ default: module.CompareView }))),
  table: lazy(() => import('../table/TableView').then((module) => ({ default: module.TableView }))),
}
const WhyPanel = lazy(() => import('../why/WhyPanel').then((module) => ({ default: module.WhyPanel })))

export function LabStage() {
  const t = useText()
  const stage = useStore((state) => state.view.stage)
  const hot = useStore((state) => state.view.hot)
  const why = useStore((state) => state.view.why)
  const bar = useStore(({ skin }) => skin.ui !== 'present' && !skin.hide.includes('lens'))
  const away = useStore(({ skin }) => skin.ui === 'embed' && !skin.hide.includes('lab'))
  const View = views[stage]
  return (
    <section className={styles['stage']} aria-label={t('lab.stage')}>
      {bar && (
        <div className={styles['lens']}>
          <LensBar />
        </div>
      )}
      {/* Every column tells of its own losses; these are of the present branch alone. */}
      {stage !== 'compare' && <Losses />}
      <div className={styles['view']}>
        <Suspense fallback={null}>
          <View />
        </Suspense>
        {away && <WayOut />}
        {hot && <HotList />}
        {why !== null && (
          <Suspense fallback={null}>
            <WhyPanel />
          </Suspense>
        )}
      </div>
    </section>
  )
}

/** From a page that holds this one as a frame to the whole Lab, with what the address opens. */
function WayOut() {
  const t = useText()
  const { address } = useApp()
  const query = queryWith(address.search(), { ui: null, hide: null, keys: null })
  return (
    <a
      className={`button ${styles['away'] ?? ''}`}
      href={address.base() + query + address.hash()}
      target="_blank"
      rel="noreferrer"
    >
      {t('lab.open-whole')}
    </a>
  )
}
