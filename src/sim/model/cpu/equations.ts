/** Laws of a host's CPU: how it is shared over a tree of pools, and those of cost, pressure and bottlenecks. */
import * as v from 'valibot'
import {
  addNode,
  adopt,
  createDivider,
  createShareTree,
  defineEquation,
  inputError,
  shareTree,
  type InputError,
  type ShareTree,
} from '../../core'
import { bottleneckEquation } from './bottleneck'

/** Nodes of one tree that anybody may send us. */
const nodeLimit = 100000

interface PoolNode {
  readonly name?: unknown
  readonly weight?: unknown
  readonly limit?: unknown
  readonly reservation?: unknown
  readonly demand?: unknown
  readonly children?: unknown
}

interface FairShareInput {
  readonly capacity: number
  readonly root: unknown
}
interface FairShareOutput {
  readonly allocation: Readonly<Record<string, number>>
}

/** Reads the nested nodes breadth first into a flat tree, checks them, and shares the capacity over it as reals. */
function fairShare({ capacity, root }: FairShareInput): FairShareOutput | InputError {
  const names: string[] = []
  const paths: string[] = []
  const seen = new Set<string>()
  const waiting: { node: PoolNode; path: string }[] = [{ node: root as PoolNode, path: 'root' }]
  const children: { first: number; count: number }[] = []
  for (let at = 0; at < waiting.length; at++) {
    const { node, path } = waiting[at]
    if (waiting.length > nodeLimit) return inputError('root', `has more than ${nodeLimit} nodes`)
    const wrong = checkNode(node, path)
    if (wrong !== null) return wrong
    const name = node.name as string
    if (seen.has(name)) return inputError(`${path}.name`, `the name "${name}" is used twice`)
    seen.add(name)
    names.push(name)
    paths.push(path)
    const below = (node.children ?? []) as readonly PoolNode[]
    children.push({ first: waiting.length, count: below.length })
    below.forEach((child, index) => waiting.push({ node: child, path: `${path}.children[${index}]` }))
  }
  const tree: ShareTree = createShareTree(waiting.length)
  for (const { node } of waiting) {
    addNode(
      tree,
      node.weight as number,
      orElse(node.limit, Infinity),
      orElse(node.reservation, 0),
      orElse(node.demand, 0),
    )
  }
  children.forEach(({ first, count }, parent) => adopt(tree, parent, first, count))
  const tooSmall = shareTree(createDivider(), tree, capacity, false)
  if (tooSmall >= 0)
    return inputError(paths[tooSmall], 'the reservations of its children exceed what it gets')
  const lost = names.findIndex((_, node) => !Number.isFinite(tree.out[node]))
  if (lost >= 0) return inputError(`${paths[lost]}.weight`, 'is too far from the others to be counted')
  const allocation: Record<string, number> = {}
  names.forEach((name, node) =>
    Object.defineProperty(allocation, name, { value: tree.out[node], enumerable: true }),
  )
  return { allocation }
}

function orElse(value: unknown, missing: number): number {
  return typeof value === 'number' ? value : missing
}

function checkNode(node: PoolNode, path: string): InputError | null {
  if (typeof node !== 'object' || node === null || Array.isArray(node))
    return inputError(path, 'must be a pool or a leaf')
  if (typeof node.name !== 'string' || node.name === '')
    return inputError(`${path}.name`, 'must be a text that is not empty')
  if (!isAmount(node.weight) || node.weight === 0)
    return inputError(`${path}.weight`, 'must be a number above 0')
  for (const field of ['limit', 'reservation'] as const) {
    if (node[field] !== undefined && node[field] !== null && !isAmount(node[field]))
      return inputError(`${path}.${field}`, 'must be a number of at least 0')
  }
  if (node.children !== undefined && node.children !== null) {
    return Array.isArray(node.children) ? null : inputError(`${path}.children`, 'must be a list')
  }
  return isAmount(node.demand) ? null : inputError(`${path}.demand`, 'must be a number of at least 0')
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < Infinity
}

const amount = v.pipe(v.number(), v.minValue(0))

export const cpuEquations = [
  defineEquation<FairShareInput, FairShareOutput>({
    id: 'cpu.fair-share',
    tex: 'x_i = \\min(\\max(w_i t, lo_i), hi_i),\\quad \\sum_i x_i = \\min(C, \\sum_i hi_i)',
    input: v.object({ capacity: amount, root: v.unknown() }),
    output: v.object({ allocation: v.record(v.string(), amount) }),
    sources: ['vsphere-resource-management', 'linux-cgroup-v2', 'bertsekas-gallager'],
    examples: [
      {
        input: {
          capacity: 900,
          root: {
            name: 'root',
            weight: 1,
            children: [
              {
                name: 'web',
                weight: 200,
                limit: 350,
                children: [
                  { name: 'w1', weight: 1, demand: 400 },
                  { name: 'w2', weight: 2, demand: 120 },
                ],
              },
              { name: 'batch', weight: 50, reservation: 300, demand: 800 },
              { name: 'idle', weight: 100, demand: 40 },
            ],
          },
        },
        output: { allocation: { root: 900, web: 350, w1: 230, w2: 120, batch: 510, idle: 40 } },
      },
      {
        // O-4 of the model book: C = 12000, the idle one keeps its 2000, the others share by 1 : 2.
        input: {
          capacity: 12000,
          root: {
            name: 'host',
            weight: 1,
            children: [
              { name: 'A', weight: 1000, demand: 8000 },
              { name: 'B', weight: 2000, demand: 8000 },
              { name: 'C', weight: 1000, demand: 2000 },
            ],
          },
        },
        output: { allocation: { host: 12000, A: 10000 / 3, B: 20000 / 3, C: 2000 } },
      },
      {
        // O-5: the floor of A and the cap of B bind.
        input: {
          capacity: 10000,
          root: {
            name: 'host',
            weight: 1,
            children: [
              { name: 'A', weight: 1000, reservation: 4000, demand: 8000 },
              { name: 'B', weight: 1000, limit: 3000, demand: 8000 },
              { name: 'C', weight: 2000, demand: 8000 },
            ],
          },
        },
        output: { allocation: { host: 10000, A: 4000, B: 2000, C: 4000 } },
      },
    ],
    evaluate: fairShare,
  }),
  bottleneckEquation,
]
