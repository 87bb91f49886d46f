/** Everything that operations do: commands only. */
import { defineLate } from '../../core'
import type { PlacementSim } from '../placement'
import {
  addGroupCommand,
  policyCommand,
  removeGroupCommand,
  scaleGroupCommand,
  sharesCommand,
} from './groups'
import { addHostsCommand, removeHostCommand } from './hosts'
import { limitCommand, periodCommand, reservationCommand } from './limits'
import { moveCommand, removeCommand } from './workloads'

export const operationsLate = defineLate<PlacementSim['tables']>({
  commands: [
    addHostsCommand,
    removeHostCommand,
    addGroupCommand,
    scaleGroupCommand,
    removeGroupCommand,
    policyCommand,
    sharesCommand,
    limitCommand,
    reservationCommand,
    periodCommand,
    moveCommand,
    removeCommand,
  ],
})
