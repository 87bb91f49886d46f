/** Images: layers by digest on the disks of hosts, pulled from a registry and unpacked in order. */
import { defineMechanism, type Own, type Row, type Seen, type Sim } from '../../core'
import { inventory, type inventoryTables } from '../inventory'
import { transfer, type transferTables } from '../transfer'
import { workload, type workloadTables } from '../workload'
import { imageTables } from './tables'

export { imageTables, LayerState, layerStates, PullState, pullStates } from './tables'

export type ImageSim = Sim<
  Own<typeof imageTables> &
    Seen<typeof inventoryTables> &
    Seen<typeof transferTables> &
    Seen<typeof workloadTables>
>

/**
 * Whether the image of a group can be run on a host now; begins to pull it when it is not there. Whoever gets false
 * hears 'image.pulled' (host, image) or 'image.pull-failed' (host, image, why) later.
 */
export function needImage(sim: Sim, host: Row, group: Row): boolean {
  const { groupImage, imageRules } = (sim as ImageSim).tables
  return imageRules.cold[0] === 0 || groupImage.image[group] < 0 || host < 0
}

export const image = defineMechanism<ImageSim['tables']>({
  name: 'image',
  needs: [inventory, workload, transfer],
  tables: imageTables,
  facts: {},
  start: (sim) => {
    sim.addRow('imageRules')
  },
})
