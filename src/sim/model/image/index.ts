/** Images: layers by digest on the disks of hosts, pulled from a registry and unpacked in order. */
import * as v from 'valibot'
import { defineMechanism, none, notYet, type FactArgument, type Row, type Sim } from '../../core'
import { inventory } from '../inventory'
import { setupOf, type BuildPlan, type WorkloadPlan } from '../plan'
import { setRegistryRate, transfer } from '../transfer'
import { workload } from '../workload'
import { rulesSchema, type Rules } from './rules'
import type { ImageSim } from './store'
import { imageTables, pullFailures } from './tables'

export { needImage } from './ask'
export { digestOf } from './digest'
export { buildDockerfile, type BaseImage, type BuiltImage, type BuiltLayer } from './dockerfile'
export { sizesOf } from './files'
export type { BadLine, DockerfileProblem } from './parse'
export { forgetHostImages, type ImageSim } from './store'
export {
  imageTables,
  LayerState,
  layerStates,
  PullFailure,
  pullFailures,
  PullState,
  pullStates,
} from './tables'

function start(sim: ImageSim, scenario: unknown, section: Partial<Rules>): void {
  setRules(sim, v.parse(rulesSchema, section))
  const { images, layers } = setupOf(sim)
  for (const { name, layers: own } of images) {
    const row = sim.addRow('containerImages')
    const { containerImages } = sim.tables
    containerImages.group[row] = sim.group(name)
    for (const layer of new Set(own)) containerImages.bytes[row] += layers[layer].bytes
  }
  const { workloads } = scenario as BuildPlan
  workloads.forEach((plan, group) => {
    setGroupImage(sim, group, plan)
  })
}

function setRules(sim: ImageSim, rules: Rules): void {
  const row = sim.addRow('imageRules')
  const { imageRules } = sim.tables
  imageRules.cold[row] = rules.cold ? 1 : 0
  imageRules.downloads[row] = rules.downloads
  imageRules.pullsAtOnce[row] = rules.pullsAtOnce
  imageRules.extractBytes[row] = rules.extractMBps * 1000000
  imageRules.manifestMicros[row] = rules.manifestMillis * 1000
  imageRules.lazyPermille[row] = rules.lazyPermille
  setRegistryRate(sim, rules.registryMbps * 125000)
}

/** Notes what the containers of a group are made of; VMs and processes without a runtime are made of no image. */
export function setGroupImage(sim: Sim, group: Row, { image: made, runtime }: WorkloadPlan): void {
  ;(sim as ImageSim).tables.groupImage.image[group] = runtime === null ? none : made
}

const onHost: FactArgument = { name: 'host', table: 'hosts' }
const ofImage: FactArgument = { name: 'image', table: 'containerImages' }

export const image = defineMechanism<ImageSim['tables'], Partial<Rules>>({
  name: 'image',
  needs: [inventory, workload, transfer],
  tables: imageTables,
  rules: rulesSchema,
  start,
  events: { 'image.manifest': notYet, 'image.unpacked': notYet },
  facts: {
    'image.pull-begun': [onHost, ofImage],
    'image.layer-ready': [onHost, ofImage, { name: 'amount', unit: 'MiB' }],
    'image.pulled': [onHost, ofImage, { name: 'millis', unit: 'ms' }],
    'image.pull-failed': [onHost, ofImage, { name: 'why', names: pullFailures }],
    'image.removed': [onHost, ofImage, { name: 'amount', unit: 'MiB' }],
  },
  refusals: {
    'images-not-pulled': [],
    'image-there': ['image'],
    'image-missing': ['image'],
    'image-being-pulled': ['image'],
    'image-in-use': ['image', 'count'],
  },
})
