/** State machines as data: where each state stands, and what leads from one to the next. */

export interface StateNode {
  readonly id: string
  /** Place on the grid. */
  readonly column: number
  readonly row: number
}

export interface StateWay {
  readonly from: string
  readonly to: string
  /** Commands that take this way; none for what happens by itself. */
  readonly commands: readonly string[]
}

export interface Machine {
  readonly id: 'vm' | 'container'
  readonly columns: number
  readonly rows: number
  readonly states: readonly StateNode[]
  readonly ways: readonly StateWay[]
}

/** virDomainState, without NOSTATE; BLOCKED is what a waiting guest is seen as. */
const vm: Machine = {
  id: 'vm',
  columns: 3,
  rows: 3,
  states: [
    { id: 'pmsuspended', column: 0, row: 0 },
    { id: 'blocked', column: 1, row: 0 },
    { id: 'shutdown', column: 2, row: 0 },
    { id: 'paused', column: 0, row: 1 },
    { id: 'running', column: 1, row: 1 },
    { id: 'crashed', column: 2, row: 1 },
    { id: 'shutoff', column: 1, row: 2 },
  ],
  ways: [
    { from: 'shutoff', to: 'running', commands: ['vm.start', 'vm.restore', 'vm.unshelve'] },
    { from: 'running', to: 'paused', commands: ['vm.suspend'] },
    { from: 'paused', to: 'running', commands: ['vm.resume'] },
    { from: 'running', to: 'shutdown', commands: ['vm.shutdown'] },
    { from: 'shutdown', to: 'shutoff', commands: [] },
    { from: 'running', to: 'shutoff', commands: ['vm.destroy', 'vm.save', 'vm.shelve'] },
    { from: 'paused', to: 'shutoff', commands: ['vm.destroy', 'vm.save', 'vm.shelve'] },
    { from: 'running', to: 'crashed', commands: ['kernel.panic', 'vmm.crash'] },
    { from: 'crashed', to: 'shutoff', commands: ['vm.destroy'] },
    { from: 'crashed', to: 'running', commands: ['kernel.reboot', 'vm.start'] },
    { from: 'running', to: 'blocked', commands: [] },
    { from: 'blocked', to: 'running', commands: [] },
    { from: 'running', to: 'pmsuspended', commands: ['vm.pmsuspend'] },
    { from: 'pmsuspended', to: 'running', commands: ['vm.wakeup'] },
  ],
}

/** OCI's creating, created, running and stopped; Docker adds paused and restarting. */
const container: Machine = {
  id: 'container',
  columns: 3,
  rows: 3,
  states: [
    { id: 'creating', column: 0, row: 0 },
    { id: 'created', column: 1, row: 0 },
    { id: 'paused', column: 0, row: 1 },
    { id: 'running', column: 1, row: 1 },
    { id: 'restarting', column: 2, row: 1 },
    { id: 'stopped', column: 1, row: 2 },
  ],
  ways: [
    { from: 'creating', to: 'created', commands: [] },
    { from: 'created', to: 'running', commands: ['container.start'] },
    { from: 'running', to: 'paused', commands: ['container.pause'] },
    { from: 'paused', to: 'running', commands: ['container.resume'] },
    { from: 'running', to: 'stopped', commands: ['container.kill', 'container.stop', 'process.crash'] },
    { from: 'paused', to: 'stopped', commands: ['container.kill'] },
    { from: 'stopped', to: 'running', commands: ['container.start', 'container.restart'] },
    { from: 'stopped', to: 'restarting', commands: [] },
    { from: 'restarting', to: 'running', commands: [] },
  ],
}

export const machines = { vm, container } as const

/** The way that a command takes from a state; -1 when it is none of this machine's. */
export function wayOf(machine: Machine, state: string | null, command: string): number {
  return machine.ways.findIndex(({ from, commands }) => from === state && commands.includes(command))
}
