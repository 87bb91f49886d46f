/** Laws of sharing several resources at once. */
import * as v from 'valibot'
import {
  complain,
  defineEquation,
  listOf,
  numberAbove,
  objectOf,
  realNumber,
  textValue,
  wholeNumber,
  type InputError,
} from '../../core'
import { dominantFairness, type FairnessResult } from './fairness'

const most = 1e15
const resourceLimit = 16
const taskLimit = 100000

interface FairnessInput {
  readonly capacity: readonly number[]
  readonly resources: readonly string[]
  readonly users: readonly {
    readonly demand: readonly number[]
    readonly weight: number
    readonly maxTasks: number | null
  }[]
}

function fairness({ capacity, resources, users }: FairnessInput): FairnessResult | InputError {
  const count = capacity.length
  if (resources.length !== count) return complain('resources', 'count', { count })
  for (const [at, { demand }] of users.entries()) {
    if (demand.length !== count) return complain(`users[${at}].demand`, 'count', { count })
    if (demand.every((one) => one === 0)) return complain(`users[${at}].demand`, 'nothing')
  }
  return (
    dominantFairness(capacity, users, taskLimit) ?? complain('users', 'too-many-tasks', { limit: taskLimit })
  )
}

export const poolEquations = [
  defineEquation<FairnessInput, FairnessResult>({
    id: 'pool.dominant-resource-fairness',
    tex: 's_u = \\frac{1}{w_u}\\,\\max_r \\frac{tasks_u\\,d_{u,r}}{C_r},\\quad \\text{next task to } \\arg\\min_u s_u',
    input: objectOf({
      capacity: listOf(numberAbove(0, most), 1, resourceLimit),
      resources: listOf(textValue(), 1, resourceLimit),
      users: listOf(
        objectOf({
          demand: listOf(realNumber(0, most), 1, resourceLimit),
          weight: v.nullish(numberAbove(0, most), 1),
          maxTasks: v.nullish(wholeNumber(0, most), null),
        }),
        1,
        200,
      ),
    }),
    output: v.object({
      fluidTasks: v.array(v.number()),
      fluidDominantShares: v.array(v.number()),
      discreteTasks: v.array(v.number()),
      discreteSequence: v.array(v.number()),
    }),
    sources: ['ghodsi2011'],
    examples: [
      {
        // The example of the paper: three tasks of <1 CPU, 4 GB> and two of <3 CPU, 1 GB>.
        input: {
          capacity: [9, 18],
          resources: ['cpu', 'memGB'],
          users: [{ demand: [1, 4] }, { demand: [3, 1] }],
        },
        output: {
          fluidTasks: [3, 2],
          fluidDominantShares: [2 / 3, 2 / 3],
          discreteTasks: [3, 2],
          discreteSequence: [0, 1, 0, 1, 0],
        },
      },
      {
        input: {
          capacity: [12, 20],
          resources: ['cpu', 'memGB'],
          users: [{ demand: [2, 1] }, { demand: [1, 4], weight: 2 }],
        },
        output: {
          fluidTasks: [60 / 23, 100 / 23],
          fluidDominantShares: [10 / 23, 20 / 23],
          discreteTasks: [4, 4],
          discreteSequence: [0, 1, 1, 0, 1, 1, 0, 0],
        },
      },
      {
        // The first user is content with one task; the second goes on until the processors are gone.
        input: {
          capacity: [10, 10],
          resources: ['cpu', 'memGB'],
          users: [{ demand: [1, 1], maxTasks: 1 }, { demand: [2, 1] }],
        },
        output: {
          fluidTasks: [1, 4.5],
          fluidDominantShares: [0.1, 0.9],
          discreteTasks: [1, 4],
          discreteSequence: [0, 1, 1, 1, 1],
        },
      },
    ],
    evaluate: fairness,
  }),
]
