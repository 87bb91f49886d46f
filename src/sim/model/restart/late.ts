/** Restarting what has ended, by the policy of its group: needed where a group has one. */
import { defineLate, none, type Row } from '../../core'
import { ContainerState, setContainer } from '../container'
import { KernelState } from '../kernel'
import { restartPolicies } from '../plan'
import { startAgain } from '../start'
import { kernelOfUnit, WorkloadState } from '../workload'
import type { RestartSim } from './index'
import { backOff } from './laws'

const never: readonly number[] = [restartPolicies.indexOf('none'), restartPolicies.indexOf('no')]

/** Whether its group's policy brings back what ends by itself: a crash and a kill for memory are failures. */
function isKept({ tables: { workloads, groupRuntimes } }: RestartSim, member: Row): boolean {
  return !never.includes(groupRuntimes.restart[workloads.groupRow[member]])
}

function hasEnded(sim: RestartSim, member: Row): void {
  const { workloads, workloadRestart, restartRules } = sim.tables
  if (!isKept(sim, member) || workloads.state[member] !== WorkloadState.crashed) return
  const since = workloadRestart.since[member]
  if (since >= 0 && sim.now - since > restartRules.resetMicros[0]) workloadRestart.count[member] = 0
  const delay = backOff(
    workloadRestart.count[member],
    restartRules.initialMicros[0],
    restartRules.mostMicros[0],
    restartRules.immediate[0] === 1,
  )
  workloadRestart.count[member]++
  setContainer(sim, member, ContainerState.restarting)
  sim.emit('restart.planned', member, delay)
  sim.cancel(workloadRestart.timer[member])
  workloadRestart.timer[member] = none
  if (delay === 0) startIfPossible(sim, member)
  else
    workloadRestart.timer[member] = sim.after(delay, 'restart.due', member, workloads.rows.generation[member])
}

/** The event carries the row's generation: by then the workload may have left, and its row be another's. */
function isDue(sim: RestartSim, member: Row, generation: number): void {
  const { workloads, workloadRestart } = sim.tables
  const { rows } = workloads
  if (rows.alive[member] === 0 || rows.generation[member] !== generation) return
  workloadRestart.timer[member] = none
  if (workloads.state[member] === WorkloadState.crashed) startIfPossible(sim, member)
}

/** In a VM that is paused it waits for that; without a kernel it is as dead as what was lost with it. */
function startIfPossible(sim: RestartSim, member: Row): void {
  const { workloads, kernels } = sim.tables
  const under = kernelOfUnit(sim, workloads.unit[member])
  const state = under === none ? KernelState.off : kernels.state[under]
  if (state === KernelState.running) startAgain(sim, member)
  else if (state !== KernelState.paused) setContainer(sim, member, ContainerState.stopped)
}

function runsNow(sim: RestartSim, member: Row): void {
  if (!isKept(sim, member)) return
  const { workloadRestart } = sim.tables
  forgetTimer(sim, member)
  workloadRestart.since[member] = sim.now
}

function forgetTimer(sim: RestartSim, member: Row): void {
  const { workloadRestart } = sim.tables
  sim.cancel(workloadRestart.timer[member])
  workloadRestart.timer[member] = none
}

/** A user who stops something has the last word, and what was before is forgotten. */
function stopped(sim: RestartSim, member: Row): void {
  const { workloads, workloadRestart } = sim.tables
  if (!isKept(sim, member)) return
  workloadRestart.count[member] = 0
  // Stopped and started again in one command: its new run has begun.
  if (workloads.state[member] === WorkloadState.stopped) forgetTimer(sim, member)
}

function eachInside(sim: RestartSim, guest: Row, act: (member: Row) => void): void {
  const { vms, units, workloads } = sim.tables
  for (
    let member = units.firstMember[vms.unit[guest]];
    member !== none;
    member = workloads.nextInUnit[member]
  )
    if (isKept(sim, member)) act(member)
}

function vmRuns(sim: RestartSim, guest: Row): void {
  eachInside(sim, guest, (member) => {
    if (sim.tables.workloads.state[member] === WorkloadState.running) runsNow(sim, member)
  })
}

/** What came due while the VM was paused. */
function vmGoesOn(sim: RestartSim, guest: Row): void {
  const { workloads, workloadRestart } = sim.tables
  eachInside(sim, guest, (member) => {
    const waits = workloadRestart.count[member] > 0 && workloadRestart.timer[member] === none
    if (waits && workloads.state[member] === WorkloadState.crashed) startIfPossible(sim, member)
  })
}

export const restartLate = defineLate<RestartSim['tables']>({
  events: { 'restart.due': isDue },
  reactions: {
    'process.crashed': hasEnded,
    'memory.oom-killed': hasEnded,
    'process.started': runsNow,
    'container.started': runsNow,
    'container.stopped': stopped,
    'container.killed': stopped,
    'vm.started': vmRuns,
    'vm.resumed': vmGoesOn,
  },
})
