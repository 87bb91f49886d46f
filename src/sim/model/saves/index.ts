/** Saves: a VM's memory and disk kept for later (save, restore, snapshots), and a VM that is changed or repaired. */
import { defineMechanism } from '../../core'
import { placement } from '../placement'
import { start } from '../start'
import { transfer } from '../transfer'
import { vm } from '../vm'
import { workload } from '../workload'

export const saves = defineMechanism({
  name: 'saves',
  needs: [workload, vm, transfer, start, placement],
  tables: {},
  facts: {},
})
