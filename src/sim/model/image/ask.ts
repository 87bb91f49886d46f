/** Asking for an image on a host: it is there, or a pull of it is queued and begins when its turn has come. */
import { none, type Row, type Sim } from '../../core'
import { Power } from '../inventory'
import { addImage, imageOn, type ImageSim } from './store'
import { PullFailure, PullState } from './tables'

/**
 * Whether the image of a group can be run on a host now; begins to pull it when it is not there. Whoever gets false
 * hears 'image.pulled' (host, image) or 'image.pull-failed' (host, image, why) later.
 */
export function needImage(sim: Sim, host: Row, group: Row): boolean {
  const { groupImage, imageRules } = (sim as ImageSim).tables
  if (imageRules.cold[0] === 0 || groupImage.image[group] === none || host === none) return true
  return askPull(sim as ImageSim, host, groupImage.image[group], 0)
}

/** True when it is there. A pull that has failed is tried again. */
export function askPull(sim: ImageSim, host: Row, image: Row, mismatch: 0 | 1): boolean {
  const { hostImages } = sim.tables
  const known = imageOn(sim, host, image)
  if (known !== none && hostImages.state[known] === PullState.ready) return true
  if (known !== none && hostImages.state[known] !== PullState.failed) return false
  const row = known === none ? addImage(sim, host, image) : known
  hostImages.state[row] = PullState.queued
  hostImages.mismatch[row] = mismatch
  hostImages.asked[row] = sim.now
  requeue(sim, row)
  beginQueued(sim, host)
  return false
}

/** Back to the queue, with nothing of what went before. */
export function requeue({ tables: { hostImages } }: ImageSim, row: Row): void {
  hostImages.state[row] = PullState.queued
  hostImages.why[row] = PullFailure.none
  hostImages.begun[row] = none
  hostImages.ended[row] = none
}

/** Begins what may begin: as many pulls at a time as the rules allow, those first that were asked for first. */
export function beginQueued(sim: ImageSim, host: Row): void {
  const { hosts, hostStore, imageRules } = sim.tables
  if (hosts.power[host] !== Power.on) return
  const { cause } = sim
  while (hostStore.pulling[host] < imageRules.pullsAtOnce[0]) {
    const row = firstQueued(sim, host)
    if (row === none) return
    sim.because(cause)
    begin(sim, row)
  }
}

function firstQueued({ tables: { hostStore, hostImages } }: ImageSim, host: Row): Row {
  let first: Row = none
  for (let row = hostStore.firstImage[host]; row !== none; row = hostImages.next[row]) {
    if (hostImages.state[row] !== PullState.queued) continue
    if (first === none || hostImages.asked[row] < hostImages.asked[first]) first = row
  }
  return first
}

function begin(sim: ImageSim, row: Row): void {
  const { hostImages, hostStore, imageRules } = sim.tables
  const host = hostImages.host[row]
  hostStore.pulling[host]++
  hostImages.state[row] = PullState.manifest
  hostImages.begun[row] = sim.now
  hostImages.cause[row] = sim.emit('image.pull-begun', host, hostImages.image[row])
  hostImages.timer[row] = sim.after(Math.max(1, imageRules.manifestMicros[0]), 'image.manifest', row)
}
