/** Images and layers on one host: what is stored once, and who is made of it. */
import { none, type Engine, type Row } from '../../core'
import { LayerState, PullState, pullStates, sizesOf } from '../../model/image'
import { setupOf, type ImagePlan, type Setup } from '../../model/plan'
import { finderOf } from '../advance'
import type { ImagesView, ImageView, LayerView } from '../life-views'
import { tablesIn, type Tables } from '../tables'

/** An image of a host with its state there; in a world that pulls nothing every image is ready. */
interface Stored {
  readonly image: Row
  readonly state: number
}

export function imagesOf(engine: Engine, hostName: string): ImagesView {
  const host = finderOf(engine)('hosts', hostName)
  if (host === none)
    return { look: 'images', host: hostName, images: [], uniqueBytes: 0, logicalBytes: 0, diskBytes: 0 }
  const tables = tablesIn(engine.world)
  const setup = setupOf(engine.sim)
  const users = usersByImage(tables, host)
  const stored = tables.imageRules.cold[0] === 1 ? storedOn(tables, host) : usedOn(users)
  const ready = readyLayers(tables, setup, host, stored)
  const owners = ownersByLayer(setup, stored)
  const images = stored.map((one) => imageView(setup, one, ready, owners, users.get(one.image) ?? 0))
  let uniqueBytes = 0
  for (const layer of ready) uniqueBytes += setup.layers[layer].bytes
  return {
    look: 'images',
    host: hostName,
    images,
    uniqueBytes,
    logicalBytes: images.reduce((sum, { layers }) => sum + readyBytes(layers), 0),
    diskBytes: tables.hosts.diskGiB[host] * 1073741824,
  }
}

function readyBytes(layers: readonly LayerView[]): number {
  return layers.reduce((sum, { ready, bytes }) => sum + (ready ? bytes : 0), 0)
}

/** Containers on a host by image. */
function usersByImage({ hostUnits, units, groupImage }: Tables, host: Row): ReadonlyMap<Row, number> {
  const users = new Map<Row, number>()
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit]) {
    const image = groupImage.image[units.groupRow[unit]]
    if (image !== none) users.set(image, (users.get(image) ?? 0) + units.members[unit])
  }
  return users
}

function storedOn({ hostStore, hostImages }: Tables, host: Row): readonly Stored[] {
  const stored: Stored[] = []
  for (let row = hostStore.firstImage[host]; row !== none; row = hostImages.next[row])
    stored.push({ image: hostImages.image[row], state: hostImages.state[row] })
  return stored
}

function usedOn(users: ReadonlyMap<Row, number>): readonly Stored[] {
  return [...users.keys()].sort((a, b) => a - b).map((image) => ({ image, state: PullState.ready }))
}

function readyLayers(
  { imageRules, hostStore, hostLayers }: Tables,
  setup: Setup,
  host: Row,
  stored: readonly Stored[],
): ReadonlySet<number> {
  if (imageRules.cold[0] === 0) return new Set(stored.flatMap(({ image }) => setup.images[image].layers))
  const ready = new Set<number>()
  for (let row = hostStore.firstLayer[host]; row !== none; row = hostLayers.next[row])
    if (hostLayers.state[row] === LayerState.ready) ready.add(hostLayers.layer[row])
  return ready
}

function ownersByLayer(setup: Setup, stored: readonly Stored[]): ReadonlyMap<number, number> {
  const owners = new Map<number, number>()
  for (const { image } of stored)
    for (const layer of new Set(setup.images[image].layers)) owners.set(layer, (owners.get(layer) ?? 0) + 1)
  return owners
}

function imageView(
  setup: Setup,
  { image, state }: Stored,
  ready: ReadonlySet<number>,
  owners: ReadonlyMap<number, number>,
  containers: number,
): ImageView {
  const plan = setup.images[image]
  return {
    name: plan.name,
    digest: plan.digest,
    state: pullStates[state],
    layers: plan.layers.map((layer) => layerView(setup, layer, ready.has(layer), owners.get(layer) ?? 0)),
    containers,
    ...sizesIn(setup, plan),
  }
}

function layerView(setup: Setup, layer: number, ready: boolean, images: number): LayerView {
  const { digest, instruction, bytes, compressedBytes, files } = setup.layers[layer]
  return { digest, instruction, bytes, compressedBytes, ready, files, images }
}

/** Files are told in whole KiB, layers in bytes: what is hidden is what the layers hold beyond what is seen. */
function sizesIn(
  setup: Setup,
  { layers }: ImagePlan,
): Pick<ImageView, 'bytes' | 'visibleBytes' | 'hiddenBytes'> {
  const plans = layers.map((layer) => setup.layers[layer])
  const bytes = plans.reduce((sum, layer) => sum + layer.bytes, 0)
  const files = plans.map((layer) => layer.files.map((file) => ({ ...file, bytes: file.kib * 1024 })))
  const visibleBytes = Math.min(bytes, sizesOf(files).visibleBytes)
  return { bytes, visibleBytes, hiddenBytes: bytes - visibleBytes }
}
