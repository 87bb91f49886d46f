// Time and memory of a piece of work, as undisturbed as a busy machine allows.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/**
 * Milliseconds of one piece of work. Other processes stretch the wall clock, and the collector's helpers add to the
 * processor's; whichever is smaller is nearer to what the work takes.
 */
export function milliseconds(work: () => void): number {
  const processor = process.cpuUsage()
  const start = performance.now()
  work()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(processor)
  return Math.min(wall, (user + system) / 1000)
}

/**
 * `repeats` samples in ms; `prepare` makes what the work is done on and is not measured. No garbage is collected on
 * purpose in between, because that also throws away compiled code.
 */
export function samplesOf<T>(repeats: number, prepare: () => T, work: (on: T) => void): readonly number[] {
  return Array.from({ length: repeats }, () => {
    const on = prepare()
    return milliseconds(() => {
      work(on)
    })
  })
}

/** As `samplesOf` for work too short for one look at the clock: ms of one of `times` rounds. */
export function samplesOfMany(
  repeats: number,
  times: number,
  work: (round: number) => void,
): readonly number[] {
  const rounds = (): void => {
    for (let round = 0; round < times; round++) work(round)
  }
  rounds()
  return samplesOf(repeats, () => null, rounds).map((sample) => sample / times)
}

/** Bytes in use, buffers included, after everything unused is gone. */
export function bytesInUse(): number {
  collectGarbage()
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
