/** Laws of spinlocks under a scheduler that may take the CPU from whoever holds one. */

/** Pause-loop exiting: how long a waiter spins before it exits, in cycles (Intel); the window doubles per exit. */
export const pleWindowCycles = 4096
/** Of the reference core. */
export const cyclesPerNano = 3
/** Cycles of one exit and entry. */
export const exitCycles = 1300

export function pleWindowNanos(exits: number): number {
  // Beyond twenty doublings a window is longer than a second.
  return Math.round((pleWindowCycles * (1 << Math.min(exits, 20))) / cyclesPerNano)
}

/** Probability that a vCPU that loses its CPU holds the lock just then, times the share of time it waits. */
export function holderPreempted(think: number, hold: number, ready: number): number {
  return think + hold === 0 ? 0 : (hold / (think + hold)) * ready
}

/** Time that `waiters` burn per event until the holder runs again; all in one unit. */
export function spinWaste(ready: number, slice: number, waiters: number): number {
  return ready >= 1 ? slice * waiters : Math.min(slice, (ready / (1 - ready)) * slice) * waiters
}

/** Time lost by one try with pause-loop exiting: the window and the exit, in µs. */
export function pleWasteMicros(windowCycles: number, clockGHz: number, cost: number): number {
  return (windowCycles + cost) / (clockGHz * 1000)
}
