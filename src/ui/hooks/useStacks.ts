/** The stacks of some hosts in the newest frame, in the order of the hosts; new ones only when the run has moved. */
import type { StackView } from '../../sim'
import type { SessionFrame } from '../../worker/protocol'
import { useFrame } from './useApp'

interface Stacks {
  /** Two frames of one revision show the same world. */
  readonly rev: number
  readonly now: number
  readonly stacks: readonly StackView[]
}

export function useStacks(hosts: readonly string[]): readonly StackView[] {
  return useFrame((frame) => stacksOf(frame, hosts), sameStacks).stacks
}

function stacksOf(frame: SessionFrame, hosts: readonly string[]): Stacks {
  const stacks = hosts.flatMap((host) => frame.stacks.find((stack) => stack.host === host) ?? [])
  return { rev: frame.rev, now: frame.now, stacks }
}

function sameStacks(a: Stacks, b: Stacks): boolean {
  return (
    a.rev === b.rev &&
    a.now === b.now &&
    a.stacks.length === b.stacks.length &&
    a.stacks.every((stack, at) => stack.host === b.stacks[at]?.host)
  )
}
