// The allocator's setting of these tests, and short names for its operations.
import type { PartitionInput, PartitionOp } from '../../../../src/sim/model/memory'

export const alloc = (ptr: number, size: number): PartitionOp => ({ op: 'alloc', ptr, size })
export const free = (ptr: number): PartitionOp => ({ op: 'free', ptr })

export const base: PartitionInput = {
  heapSize: 100,
  baseAddress: 1000,
  headerSize: 0,
  alignment: null,
  policy: 'BEST',
  listOrder: 'ADDRSORT',
  coalesce: false,
  ops: [],
}
