/** The door of state machines. */
export { layoutMachine, type MachineLayout } from './layout'
export { machines, wayOf, type Machine } from './machines'
export { isOfLife, stateAfter, waysTaken } from './path'
