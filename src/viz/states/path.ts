/** Which state the facts of a life led to. */
import type { NamedFact } from '../../sim'
import type { Machine } from './machines'

const vmFacts: Readonly<Record<string, string>> = {
  'vm.started': 'running',
  'vm.resumed': 'running',
  'vm.restored': 'running',
  'vm.unshelved': 'running',
  'vm.woken': 'running',
  'vm.pmsuspended': 'pmsuspended',
  'vm.shelved': 'shutoff',
  'vm.suspended': 'paused',
  'vm.shut-down': 'shutoff',
  'vm.destroyed': 'shutoff',
  'vm.saved': 'shutoff',
  'vm.crashed': 'crashed',
  'kernel.panicked': 'crashed',
  'kernel.rebooted': 'running',
}

const containerFacts: Readonly<Record<string, string>> = {
  'container.started': 'running',
  'process.started': 'running',
  'container.resumed': 'running',
  'container.paused': 'paused',
  'container.killed': 'stopped',
  'container.stopped': 'stopped',
  'process.crashed': 'stopped',
  'workload.lost': 'stopped',
}

/** Names of facts that belong to a life and not to its load or its settings. */
const ofLife = /^(vm|container|process|kernel|start|image|migration)\./
const ofPlace = new Set(['workload.lost', 'workload.moved', 'workload.removed', 'placement.bound'])

export function isOfLife({ name }: Pick<NamedFact, 'name'>): boolean {
  return ofLife.test(name) || ofPlace.has(name)
}

/** The state a fact led to; null for a fact that left it as it was. */
export function stateAfter(machine: Machine, { name }: Pick<NamedFact, 'name'>): string | null {
  return (machine.id === 'vm' ? vmFacts : containerFacts)[name] ?? null
}

/** Indices of the ways that were taken, from facts newest first. */
export function waysTaken(machine: Machine, facts: readonly Pick<NamedFact, 'name'>[]): ReadonlySet<number> {
  const taken = new Set<number>()
  let here: string | null = null
  for (const fact of [...facts].reverse()) {
    const next = stateAfter(machine, fact)
    if (next === null || next === here) continue
    const way = machine.ways.findIndex(({ from, to }) => from === here && to === next)
    if (way >= 0) taken.add(way)
    here = next
  }
  return taken
}
