/**
 * One pull, step by step: the manifest, then the layers in its order, several downloads at a time, and each unpacked
 * when it is there and the one below it is ready. A layer that another pull brings is waited for.
 */
import { none, type Row } from '../../core'
import { Power } from '../inventory'
import { addChore, Purpose, startTransfer } from '../transfer'
import { beginQueued, requeue } from './ask'
import {
  addLayer,
  dropImage,
  dropLayer,
  isUnderWay,
  layerOn,
  planOfImage,
  planOfLayer,
  stopPulling,
  stopUnpacking,
  unpackMillicores,
  type ImageSim,
} from './store'
import { LayerState, PullFailure, PullState } from './tables'

export const gibibyte = 1073741824

/** The manifest is there: what is missing gets its place on the disk, or the pull fails. */
export function readManifest(sim: ImageSim, row: Row): void {
  const { hostImages, hostStore, hosts } = sim.tables
  const host = hostImages.host[row]
  hostImages.timer[row] = none
  if (hostImages.mismatch[row] === 1) {
    failPull(sim, row, PullFailure.digest)
    return
  }
  const missing: number[] = []
  let bytes = 0
  for (const layer of planOfImage(sim, hostImages.image[row]).layers) {
    if (missing.includes(layer) || layerOn(sim, host, layer) !== none) continue
    missing.push(layer)
    bytes += planOfLayer(sim, layer).bytes
  }
  // Nobody knows the size of a disk of 0.
  if (hosts.diskGiB[host] > 0 && hostStore.bytes[host] + bytes > hosts.diskGiB[host] * gibibyte) {
    failPull(sim, row, PullFailure.diskFull)
    return
  }
  for (const layer of missing) addLayer(sim, row, layer)
  hostImages.state[row] = PullState.pulling
  goOn(sim, row)
}

/** Does what can be done now: downloads, unpacking, the end. */
function goOn(sim: ImageSim, row: Row): void {
  beginDownloads(sim, row)
  if (beginUnpacking(sim, row)) finish(sim, row)
}

function beginDownloads(sim: ImageSim, row: Row): void {
  const { hostImages, hostLayers, imageRules } = sim.tables
  const host = hostImages.host[row]
  const own = [...new Set(planOfImage(sim, hostImages.image[row]).layers)]
    .map((layer) => layerOn(sim, host, layer))
    .filter((layer) => layer !== none && hostLayers.pull[layer] === row)
  let downloads = own.filter((layer) => hostLayers.state[layer] === LayerState.downloading).length
  for (const layer of own) {
    if (downloads >= imageRules.downloads[0]) return
    if (hostLayers.state[layer] !== LayerState.waiting) continue
    const { compressedBytes } = planOfLayer(sim, hostLayers.layer[layer])
    const needed = neededOf(sim, compressedBytes)
    hostLayers.state[layer] = LayerState.downloading
    hostLayers.downloadBegun[layer] = sim.now
    hostLayers.rest[layer] = compressedBytes - needed
    hostLayers.transfer[layer] = download(sim, layer, needed)
    downloads++
  }
}

/** What of a layer must be there before a container may start. */
function neededOf({ tables: { imageRules } }: ImageSim, bytes: number): number {
  return Math.ceil((bytes * imageRules.lazyPermille[0]) / 1000)
}

function download(sim: ImageSim, layer: Row, bytes: number): Row {
  const to = sim.tables.hostLayers.host[layer]
  return startTransfer(sim, {
    from: none,
    to,
    onDisk: 0,
    bytes,
    limit: 0,
    purpose: Purpose.layer,
    subject: layer,
  })
}

/** Unpacks the lowest layer that is not ready, if it is this pull's and there; true when all are ready. */
function beginUnpacking(sim: ImageSim, row: Row): boolean {
  const { hostImages, hostLayers, hostStore } = sim.tables
  const host = hostImages.host[row]
  for (const number of planOfImage(sim, hostImages.image[row]).layers) {
    const layer = layerOn(sim, host, number)
    const state = hostLayers.state[layer]
    if (state === LayerState.ready) continue
    if (hostLayers.pull[layer] !== row || state !== LayerState.downloaded) return false
    hostLayers.state[layer] = LayerState.extracting
    hostLayers.extractBegun[layer] = sim.now
    hostImages.extracting[row] = layer
    hostImages.extractLeft[row] = neededOf(sim, planOfLayer(sim, number).bytes)
    hostImages.since[row] = sim.now
    hostStore.extracting[host]++
    addChore(sim, host, unpackMillicores)
    return false
  }
  return true
}

/** How fast layers are unpacked follows from what else the host's daemons do: beyond its cores all get less. */
export function settleUnpacking(sim: ImageSim, host: Row): void {
  const { hosts, hostStore, hostImages, hostChores, imageRules } = sim.tables
  if (hosts.rows.alive[host] === 0 || hostStore.extracting[host] === 0) return
  const own = hosts.cores[host] * 1000
  const busy = hostChores.millicores[host]
  const rate = busy > own ? (imageRules.extractBytes[0] * own) / busy : imageRules.extractBytes[0]
  for (let row = hostStore.firstImage[host]; row !== none; row = hostImages.next[row])
    if (hostImages.extracting[row] !== none) setUnpackRate(sim, row, rate)
}

function setUnpackRate(sim: ImageSim, row: Row, rate: number): void {
  const { hostImages } = sim.tables
  if (hostImages.extractRate[row] === rate) return
  const done = (hostImages.extractRate[row] * (sim.now - hostImages.since[row])) / 1000000
  hostImages.extractLeft[row] = Math.max(0, hostImages.extractLeft[row] - done)
  hostImages.since[row] = sim.now
  hostImages.extractRate[row] = rate
  sim.cancel(hostImages.timer[row])
  const micros = Math.max(1, Math.ceil((hostImages.extractLeft[row] * 1000000) / rate))
  hostImages.timer[row] = sim.after(micros, 'image.unpacked', row)
}

/** A layer is unpacked: whoever waited for it goes on. */
export function endUnpacking(sim: ImageSim, row: Row): void {
  const { hostImages, hostLayers, hostStore } = sim.tables
  const host = hostImages.host[row]
  const layer = hostImages.extracting[row]
  hostImages.timer[row] = none
  stopUnpacking(sim, row)
  hostLayers.state[layer] = LayerState.ready
  hostLayers.extractEnded[layer] = sim.now
  const { bytes } = planOfLayer(sim, hostLayers.layer[layer])
  sim.because(hostImages.cause[row])
  sim.emit('image.layer-ready', host, hostImages.image[row], Math.ceil(bytes / 1048576))
  for (let pull = hostStore.firstImage[host]; pull !== none; pull = hostImages.next[pull]) {
    const waits = hostImages.state[pull] === PullState.pulling && hostImages.extracting[pull] === none
    if (!waits) continue
    sim.because(hostImages.cause[pull])
    goOn(sim, pull)
  }
}

function finish(sim: ImageSim, row: Row): void {
  const { hostImages, hostStore } = sim.tables
  const host = hostImages.host[row]
  hostImages.state[row] = PullState.ready
  hostImages.ended[row] = sim.now
  hostStore.pulling[host]--
  const millis = Math.round((sim.now - hostImages.begun[row]) / 1000)
  sim.emit('image.pulled', host, hostImages.image[row], millis)
  fetchRest(sim, host)
  beginQueued(sim, host)
}

export function failPull(sim: ImageSim, row: Row, why: number): void {
  const { hostImages } = sim.tables
  const host = hostImages.host[row]
  stopPulling(sim, row)
  hostImages.state[row] = PullState.failed
  hostImages.why[row] = why
  hostImages.ended[row] = sim.now
  sim.emit('image.pull-failed', host, hostImages.image[row], why)
  beginQueued(sim, host)
}

/** Reacts to the end of a transfer: a layer has come, or what a lazy pull had left behind. */
export function layerCame(sim: ImageSim, transfer: Row): void {
  const { transfers, hostLayers } = sim.tables
  if (transfers.purpose[transfer] !== Purpose.layer) return
  const layer = transfers.subject[transfer]
  hostLayers.transfer[layer] = none
  if (hostLayers.state[layer] === LayerState.ready) {
    hostLayers.rest[layer] = 0
    fetchRest(sim, hostLayers.host[layer])
    return
  }
  hostLayers.state[layer] = LayerState.downloaded
  hostLayers.downloadEnded[layer] = sim.now
  if (sim.tables.hostImages.extracting[hostLayers.pull[layer]] === none) goOn(sim, hostLayers.pull[layer])
  else beginDownloads(sim, hostLayers.pull[layer])
}

/** What lazy pulls left behind follows, as many layers at a time as one pull downloads. */
function fetchRest(sim: ImageSim, host: Row): void {
  const { hostStore, hostLayers, hosts, imageRules } = sim.tables
  if (imageRules.lazyPermille[0] === 1000 || hosts.power[host] !== Power.on) return
  let coming = 0
  for (let layer = hostStore.firstLayer[host]; layer !== none; layer = hostLayers.next[layer])
    if (isRest(sim, layer) && hostLayers.transfer[layer] !== none) coming++
  for (let layer = hostStore.firstLayer[host]; layer !== none; layer = hostLayers.next[layer]) {
    if (coming >= imageRules.downloads[0]) return
    if (!isRest(sim, layer) || hostLayers.transfer[layer] !== none) continue
    hostLayers.transfer[layer] = download(sim, layer, hostLayers.rest[layer])
    coming++
  }
}

/** The needed parts of all layers come first: the rest waits until their pull is ready. */
function isRest({ tables: { hostLayers, hostImages } }: ImageSim, layer: Row): boolean {
  const pull = hostLayers.pull[layer]
  const isReady = pull === none || hostImages.state[pull] === PullState.ready
  return isReady && hostLayers.rest[layer] > 0
}

/** Reacts to a host going down: what it was pulling is lost, what it had stays on its disk. */
export function losePulls(sim: ImageSim, host: Row): void {
  const { hostStore, hostImages, hostLayers } = sim.tables
  const { cause } = sim
  for (let row = hostStore.firstImage[host]; row !== none; row = hostImages.next[row]) {
    if (!isUnderWay(hostImages.state[row])) continue
    sim.because(cause)
    failPull(sim, row, PullFailure.hostOff)
  }
  for (let layer = hostStore.firstLayer[host]; layer !== none; layer = hostLayers.next[layer])
    hostLayers.transfer[layer] = none
}

/** Reacts to a host coming back: what it had been pulling is pulled again. */
export function pullAgain(sim: ImageSim, host: Row): void {
  const { hostStore, hostImages } = sim.tables
  for (let row = hostStore.firstImage[host]; row !== none; row = hostImages.next[row])
    if (hostImages.state[row] === PullState.failed && hostImages.why[row] === PullFailure.hostOff)
      requeue(sim, row)
  fetchRest(sim, host)
  beginQueued(sim, host)
}

/** Takes an image from a host; layers stay while another image there is made of them. Returns the bytes freed. */
export function removeImage(sim: ImageSim, host: Row, row: Row): number {
  const { hostStore, hostImages, hostLayers } = sim.tables
  const before = hostStore.bytes[host]
  const own = new Set(planOfImage(sim, hostImages.image[row]).layers)
  for (let other = hostStore.firstImage[host]; other !== none; other = hostImages.next[other]) {
    const state = hostImages.state[other]
    if (other === row || (state !== PullState.pulling && state !== PullState.ready)) continue
    for (const layer of planOfImage(sim, hostImages.image[other]).layers) own.delete(layer)
  }
  dropImage(sim, row)
  let next = none
  for (let layer = hostStore.firstLayer[host]; layer !== none; layer = next) {
    next = hostLayers.next[layer]
    if (own.has(hostLayers.layer[layer])) dropLayer(sim, layer)
  }
  return before - hostStore.bytes[host]
}
