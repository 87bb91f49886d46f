/** What lies on a host: finding, listing and forgetting its images and layers. */
import { none, type Own, type Row, type Seen, type Sim } from '../../core'
import type { inventoryTables } from '../inventory'
import { setupOf, type ImagePlan, type LayerPlan } from '../plan'
import { addChore, cancelTransfer, type transferTables } from '../transfer'
import type { workloadTables } from '../workload'
import { LayerState, PullState, type imageTables } from './tables'

export type ImageSim = Sim<
  Own<typeof imageTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof transferTables> &
    Seen<typeof workloadTables>
>

/** CPU of one layer that is being unpacked: gunzip and tar keep one core busy. */
export const unpackMillicores = 1000

export function planOfImage(sim: Sim, image: Row): ImagePlan {
  return setupOf(sim).images[image]
}

export function planOfLayer(sim: Sim, layer: number): LayerPlan {
  return setupOf(sim).layers[layer]
}

export function imageOn({ tables: { hostStore, hostImages } }: ImageSim, host: Row, image: Row): Row {
  let row = hostStore.firstImage[host]
  while (row !== none && hostImages.image[row] !== image) row = hostImages.next[row]
  return row
}

export function layerOn({ tables: { hostStore, hostLayers } }: ImageSim, host: Row, layer: number): Row {
  let row = hostStore.firstLayer[host]
  while (row !== none && hostLayers.layer[row] !== layer) row = hostLayers.next[row]
  return row
}

/** Puts a new image at the end of its host's list. */
export function addImage(sim: ImageSim, host: Row, image: Row): Row {
  const row = sim.addRow('hostImages')
  const { hostStore, hostImages } = sim.tables
  hostImages.host[row] = host
  hostImages.image[row] = image
  append(hostImages, hostStore.firstImage, host, row)
  return row
}

export function addLayer(sim: ImageSim, pull: Row, layer: number): Row {
  const row = sim.addRow('hostLayers')
  const { hostStore, hostLayers, hostImages } = sim.tables
  const host = hostImages.host[pull]
  hostLayers.host[row] = host
  hostLayers.layer[row] = layer
  hostLayers.pull[row] = pull
  hostStore.bytes[host] += planOfLayer(sim, layer).bytes
  append(hostLayers, hostStore.firstLayer, host, row)
  return row
}

interface Chain {
  readonly next: Int32Array
}

function append({ next }: Chain, first: Int32Array, host: Row, row: Row): void {
  let last = first[host]
  if (last === none) {
    first[host] = row
    return
  }
  while (next[last] !== none) last = next[last]
  next[last] = row
}

function remove({ next }: Chain, first: Int32Array, host: Row, row: Row): void {
  if (first[host] === row) {
    first[host] = next[row]
    return
  }
  let before = first[host]
  while (next[before] !== row) before = next[before]
  next[before] = next[row]
}

export function dropLayer(sim: ImageSim, row: Row): void {
  const { hostStore, hostLayers } = sim.tables
  const host = hostLayers.host[row]
  if (hostLayers.transfer[row] !== none) cancelTransfer(sim, hostLayers.transfer[row])
  hostStore.bytes[host] -= planOfLayer(sim, hostLayers.layer[row]).bytes
  remove(hostLayers, hostStore.firstLayer, host, row)
  sim.dropRow('hostLayers', row)
}

export function dropImage(sim: ImageSim, row: Row): void {
  const { hostStore, hostImages, hostLayers } = sim.tables
  const host = hostImages.host[row]
  stopPulling(sim, row)
  for (let layer = hostStore.firstLayer[host]; layer !== none; layer = hostLayers.next[layer])
    if (hostLayers.pull[layer] === row) hostLayers.pull[layer] = none
  remove(hostImages, hostStore.firstImage, host, row)
  sim.dropRow('hostImages', row)
}

/** Layers of a pull that did not come to its end are gone; those that were ready stay on the disk. */
export function stopPulling(sim: ImageSim, row: Row): void {
  const { hostStore, hostImages, hostLayers } = sim.tables
  const host = hostImages.host[row]
  sim.cancel(hostImages.timer[row])
  hostImages.timer[row] = none
  stopUnpacking(sim, row)
  if (isUnderWay(hostImages.state[row])) hostStore.pulling[host]--
  let next = none
  for (let layer = hostStore.firstLayer[host]; layer !== none; layer = next) {
    next = hostLayers.next[layer]
    if (hostLayers.pull[layer] === row && hostLayers.state[layer] !== LayerState.ready) dropLayer(sim, layer)
  }
}

export function stopUnpacking(sim: ImageSim, row: Row): void {
  const { hostStore, hostImages } = sim.tables
  if (hostImages.extracting[row] === none) return
  hostImages.extracting[row] = none
  hostImages.extractRate[row] = 0
  hostImages.extractLeft[row] = 0
  hostStore.extracting[hostImages.host[row]]--
  addChore(sim, hostImages.host[row], -unpackMillicores)
}

export function isUnderWay(state: number): boolean {
  return state === PullState.manifest || state === PullState.pulling
}

/** A host that leaves the world takes its images along. */
export function forgetHostImages(sim: Sim, host: Row): void {
  const mine = sim as ImageSim
  const { hostStore } = mine.tables
  for (let row = hostStore.firstImage[host]; row !== none; row = hostStore.firstImage[host])
    dropImage(mine, row)
  for (let row = hostStore.firstLayer[host]; row !== none; row = hostStore.firstLayer[host])
    dropLayer(mine, row)
}
