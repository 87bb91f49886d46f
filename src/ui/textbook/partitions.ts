/** From the fields of the partitions to the input of the laws, and from their steps to bars of memory. */
import {
  evaluateLaw,
  externalFragmentation,
  holdersAfter,
  internalFragmentation,
  laws,
  partition,
  type PartitionInput,
  type PartitionStep,
} from '../../sim'
import type { MemoryPart } from '../../viz/textbook'
import { numberIn, numbersIn, wordsIn, type Inputs } from './inputs'

export const partitionsStart: Inputs = {
  partitioning: 'variable',
  heapSize: '128',
  baseAddress: '0',
  headerSize: '0',
  alignment: '4',
  fit: 'FIRST',
  order: 'ADDRSORT',
  coalesce: 'yes',
  ops: '+20 +31 +12 +24 -1 -3 +10 +26 -0 +30',
  partitions: '256, 512, 1024',
  requests: '200, 300, 600, 100',
}

export const partitionings = ['variable', 'fixed'] as const

/** '+20' asks for 20, '-1' gives back the block of the request number 1; requests are numbered from 0. */
function opsIn(text: string): readonly unknown[] {
  let next = 0
  return wordsIn(text).map((word) => {
    const rest = numberIn(word.slice(1))
    if (word.startsWith('+')) return { op: 'alloc', ptr: next++, size: rest }
    return /^[-−–]/.test(word) ? { op: 'free', ptr: rest } : { op: word }
  })
}

export function partitionInput(inputs: Inputs): unknown {
  const number = (name: string): unknown => numberIn(inputs[name] ?? '')
  return {
    heapSize: number('heapSize'),
    baseAddress: number('baseAddress'),
    headerSize: number('headerSize'),
    alignment: number('alignment') ?? null,
    policy: inputs['fit'],
    listOrder: inputs['order'],
    coalesce: inputs['coalesce'] === 'yes',
    ops: opsIn(inputs['ops'] ?? ''),
  }
}

export function evaluateById(id: string, input: unknown): unknown {
  const law = laws.get(id)
  return law === undefined ? null : evaluateLaw(law, input)
}

export function fixedInput(inputs: Inputs): unknown {
  return {
    partitions: numbersIn(inputs['partitions'] ?? ''),
    requests: numbersIn(inputs['requests'] ?? ''),
  }
}

export interface MemoryState {
  readonly parts: readonly MemoryPart[]
  readonly internal: number
  readonly free: number
  readonly largest: number
  readonly external: number
  /** Blocks as [start, size], by address. */
  readonly blocks: readonly (readonly [number, number])[]
}

/** The steps of an input that its law has found right. */
export function stepsOf(input: unknown): readonly PartitionStep[] {
  return partition(input as PartitionInput).steps
}

/** The memory after the step, who holds what and what is lost. */
export function stateAfter(input: unknown, steps: readonly PartitionStep[], step: number): MemoryState {
  const holders = holdersAfter(steps, step + 1)
  const { heapSize, baseAddress } = input as PartitionInput
  const holes = steps[step]?.freeList ?? [[baseAddress, heapSize] as const]
  const { free, largest, fragmentation } = externalFragmentation(holes.map(([, size]) => size))
  return {
    parts: [
      ...holders.map(({ ptr, start, need, size }) => ({
        kind: 'block' as const,
        start,
        size: need,
        wasted: need - size,
        label: String(ptr),
      })),
      ...holes.map(([start, size]) => ({
        kind: 'hole' as const,
        start,
        size,
        wasted: 0,
        label: String(size),
      })),
    ],
    internal: internalFragmentation(holders),
    free,
    largest,
    external: fragmentation,
    blocks: holders.map(({ start, need }) => [start, need] as const),
  }
}
