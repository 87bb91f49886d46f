/** Starting what stands still: at once, or in time where the scenario says so. */
import * as v from 'valibot'
import type { CommandSpec, Row } from '../../core'
import { checkContainer, ContainerState, stopByUser } from '../container'
import { checkVm, startVm, VmState } from '../vm'
import { requestStart, startAgain, startsTakeTime, type StartSim } from './verbs'

export const startVmCommand: CommandSpec<{ readonly vm: Row }, StartSim['tables']> = {
  name: 'vm.start',
  args: v.strictObject({ vm: v.string() }),
  entities: { vm: 'kernels' },
  check: (sim, { vm }) => checkVm(sim, vm, [VmState.shutoff, VmState.crashed]),
  apply(sim, { vm }) {
    if (startsTakeTime(sim)) requestStart(sim, sim.tables.vms.unit[vm])
    else startVm(sim, vm)
  },
}

type OfContainer = CommandSpec<{ readonly container: Row }, StartSim['tables']>
const { created, running, paused, stopped, restarting } = ContainerState

export const startContainerCommand: OfContainer = {
  name: 'container.start',
  args: v.strictObject({ container: v.string() }),
  entities: { container: 'workloads' },
  check: (sim, { container }) => checkContainer(sim, container, [created, stopped]),
  apply(sim, { container }) {
    startContainer(sim, container)
  },
}

/** Stops a container and starts it again. */
export const restartContainerCommand: OfContainer = {
  name: 'container.restart',
  args: v.strictObject({ container: v.string() }),
  entities: { container: 'workloads' },
  check: (sim, { container }) =>
    checkContainer(sim, container, [created, running, paused, stopped, restarting]),
  apply(sim, { container }) {
    const { containers } = sim.tables
    const state = containers.state[container]
    if (state !== created && state !== stopped) {
      stopByUser(sim, container)
      sim.emit('container.stopped', container)
    }
    startContainer(sim, container)
  },
}

/** A container whose image could not be had is made anew; any other is there and only starts. */
function startContainer(sim: StartSim, container: Row): void {
  const { containers, workloads, units } = sim.tables
  const unit = workloads.unit[container]
  const isNew = containers.state[container] === created && units.members[unit] === 1
  if (isNew && startsTakeTime(sim) && units.firstMember[unit] === container) requestStart(sim, unit)
  else startAgain(sim, container)
}
