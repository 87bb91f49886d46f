/** What holds for the images on every host at the end of every instant. */
import { none, type World } from '../../core'
import { isUnderWay } from './store'
import { LayerState, PullState } from './tables'

/** The counts of a host are a recount of its pulls, and what comes is where it says it is. */
export function layersAddUp({ tables }: World): string | null {
  const pulls = tables['hostImages']
  const layers = tables['hostLayers']
  const hosts = tables['hosts'].rows
  const pulling = new Uint32Array(hosts.size)
  const extracting = new Uint32Array(hosts.size)
  for (let row = 0; row < pulls.rows.size; row++) {
    if (pulls.rows.alive[row] === 0) continue
    const host = pulls.columns['host'][row]
    if (isUnderWay(pulls.columns['state'][row])) pulling[host]++
    if (pulls.columns['extracting'][row] !== none) extracting[host]++
  }
  const store = tables['hostStore'].columns
  for (let host = 0; host < hosts.size; host++) {
    if (store['pulling'][host] !== pulling[host]) return `host ${host}: its pulls are not a recount`
    if (store['extracting'][host] !== extracting[host])
      return `host ${host}: its unpackings are not a recount`
    if (tables['hostChores'].columns['millicores'][host] < extracting[host] * 1000)
      return `host ${host} unpacks without its CPU`
  }
  for (let row = 0; row < layers.rows.size; row++) {
    if (layers.rows.alive[row] === 0) continue
    const isComing = layers.columns['state'][row] === LayerState.downloading
    if (isComing && layers.columns['transfer'][row] === none) return `layer ${row} comes from nowhere`
    if (layers.columns['state'][row] !== LayerState.ready && layers.columns['pull'][row] === none)
      return `layer ${row} is brought by nobody`
  }
  return null
}

/** A host has each image and each layer once, and what is ready has no step left. */
export function oneOfEach({ tables }: World): string | null {
  const { rows, columns } = tables['hostImages']
  const images = tables['containerImages'].rows.size
  const known = new Set<number>()
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const key = columns['host'][row] * images + columns['image'][row]
    if (known.has(key)) return `image ${columns['image'][row]} is twice on host ${columns['host'][row]}`
    known.add(key)
    const state = columns['state'][row]
    const isOver = state === PullState.ready || state === PullState.failed
    if (isOver && columns['timer'][row] !== none) return `pull ${row} is over and goes on`
  }
  const layers = tables['hostLayers']
  const seen = new Set<string>()
  for (let row = 0; row < layers.rows.size; row++) {
    if (layers.rows.alive[row] === 0) continue
    const key = `${layers.columns['host'][row]}/${layers.columns['layer'][row]}`
    if (seen.has(key))
      return `layer ${layers.columns['layer'][row]} is twice on host ${layers.columns['host'][row]}`
    seen.add(key)
  }
  return null
}
