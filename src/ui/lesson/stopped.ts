/** Whether a kill switch has been pulled, read from the picture: so it also holds in a link, and after going back. */
import type { Command, StackView } from '../../sim'

const crashed = 3

/** Workloads lost on the host once the kernel that the command names is down; null while it can be panicked. */
export function stoppedBy(stack: StackView, command: Command): number | null {
  const { kernel } = command.args
  const down = kernel === stack.host ? stack.hostKernelState !== 'running' : unitIsDown(stack, String(kernel))
  return down ? lostOn(stack) : null
}

/** Workloads that have crashed on the host, whatever took them down. */
export function lostOn(stack: StackView): number {
  return stack.members.state.reduce((sum, state) => sum + (state === crashed ? 1 : 0), 0)
}

function unitIsDown({ units }: StackView, name: string): boolean {
  for (let unit = 0; unit < units.count; unit++) {
    const group = units.groups[units.group[unit] ?? 0] ?? ''
    if (`${group}-${units.ordinal[unit] ?? 0}` === name) return units.state[unit] === crashed
  }
  return false
}
