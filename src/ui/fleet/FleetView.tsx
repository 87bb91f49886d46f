/** The map of the fleet: from the datacenter to the layers of one workload without a break. */
import { useEffect, useState } from 'react'
import { useApp, useTopology } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { Breadcrumb } from './Breadcrumb'
import { FleetStage } from './FleetStage'
import styles from './FleetView.module.css'
import { Legend } from './Legend'
import { createFleetMap, showMap } from './map'
import { useFleetInterest } from './useFleetInterest'
import { useMapKeys } from './useMapKeys'
import { useSelectedPlace } from './useSelectedPlace'

export function FleetView() {
  const t = useText()
  const app = useApp()
  const topology = useTopology()
  const [map] = useState(() => createFleetMap(app))
  useEffect(() => showMap(app, map), [app, map])
  const layout = topology === null ? null : map.layoutOf(topology)
  const selected = useSelectedPlace(map, topology, layout)
  const [focusedHost, setFocusedHost] = useState(-1)
  useFleetInterest(map, selected.host, focusedHost)
  useMapKeys(map)
  if (topology === null || layout === null) {
    return (
      <p className={styles['waiting']} role="status">
        {t('fleet.waiting')}
      </p>
    )
  }
  return (
    <section className={styles['fleet']} aria-label={t('fleet.title')}>
      <div className={styles['head']}>
        <Breadcrumb {...{ map, topology, layout }} />
        <Legend map={map} topology={topology} />
      </div>
      <FleetStage {...{ map, topology, layout, selected }} onFocusHost={setFocusedHost} />
    </section>
  )
}
