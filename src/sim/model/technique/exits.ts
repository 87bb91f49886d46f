/** Which events of a workload leave it for the hypervisor, or for the kernel in user space, by technique. */
import { eventNames, techniqueNames, type EventName, type Technique } from '../plan'

/**
 * Everything traps to a hypervisor without help of the hardware. Binary translation puts a call into the translated
 * code where a privileged instruction or a page-table write stood, and paravirtual kernels read and write flags in
 * shared memory: neither is a transition, though both cost time.
 */
const leaving: Readonly<Record<Technique, readonly EventName[]>> = {
  native: [],
  'trap-and-emulate': eventNames,
  'binary-translation': ['syscalls', 'pageFaults', 'contextSwitches', 'io', 'interrupts', 'ipis'],
  paravirtual: ['syscalls', 'pageTable', 'pageFaults', 'contextSwitches', 'io', 'interrupts', 'ipis'],
  'hvm-shadow': ['privileged', 'pageTable', 'pageFaults', 'contextSwitches', 'io', 'interrupts', 'ipis'],
  'hvm-nested': ['privileged', 'io', 'interrupts', 'ipis'],
  container: [],
  'user-kernel-ptrace': ['syscalls', 'pageFaults', 'io'],
  'user-kernel-kvm': ['syscalls', 'pageFaults', 'io'],
  'user-kernel-systrap': ['syscalls', 'pageFaults', 'io'],
  emulation: ['io'],
}

const bits: readonly number[] = techniqueNames.map((name) =>
  leaving[name].reduce((sum, event) => sum | (1 << eventNames.indexOf(event)), 0),
)

/** Does this event (index into eventNames) leave a workload of this technique (index into techniqueNames)? */
export function leavesOn(technique: number, event: number): boolean {
  return ((bits[technique] >> event) & 1) === 1
}

/** Transitions per second by cause, for events per second; 0 where a technique has none. */
export function exitRates(
  technique: Technique,
  rates: Readonly<Record<EventName, number>>,
): Readonly<Record<EventName, number>> {
  const found: Partial<Record<EventName, number>> = {}
  const code = techniqueNames.indexOf(technique)
  eventNames.forEach((name, event) => {
    found[name] = leavesOn(code, event) ? rates[name] : 0
  })
  return found as Record<EventName, number>
}
