// What a benchmark is, and how its samples become one line: figure, budget, ratio, verdict.

export interface Bench {
  readonly name: string
  /** Of the figure and of its budget. */
  readonly unit: 'ms' | 'ns' | 'kB' | 'B/event' | 'events/s'
  readonly budget: number
  /** 'least' when the figure must not fall below the budget. */
  readonly bound: 'most' | 'least'
  /** One sample per repeat, or why there is nothing to measure here. Throws when the benchmark cannot run. */
  measure(repeats: number): readonly number[] | string | Promise<readonly number[] | string>
}

export type Verdict = 'holds' | 'close' | 'misses' | 'skipped'

export interface Result {
  readonly name: string
  readonly unit: Bench['unit']
  readonly budget: number
  readonly bound: Bench['bound']
  /** Median of the samples; NaN when skipped. */
  readonly measured: number
  /** measured / budget. */
  readonly ratio: number
  readonly verdict: Verdict
  readonly samples: readonly number[]
  readonly note: string
}

/** A shared machine is never still: up to a fifth beyond the budget is 'close', not a miss. */
const tolerance = 0.2

export async function resultOf(bench: Bench, repeats: number): Promise<Result> {
  const { name, unit, budget, bound } = bench
  const samples = await bench.measure(repeats)
  const known = { name, unit, budget, bound }
  if (typeof samples === 'string')
    return { ...known, measured: NaN, ratio: NaN, verdict: 'skipped', samples: [], note: samples }
  const measured = median(samples)
  const ratio = measured / budget
  return { ...known, measured, ratio, verdict: verdictOf(ratio, bound), samples, note: '' }
}

function verdictOf(ratio: number, bound: Bench['bound']): Verdict {
  const beyond = bound === 'most' ? ratio : 1 / ratio
  return beyond <= 1 ? 'holds' : beyond <= 1 + tolerance ? 'close' : 'misses'
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((left, right) => left - right)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}
