/**
 * How long a pull takes when nobody else wants the network or the CPU: downloads share what there is, layers are
 * unpacked in their order. The running model comes to the same by events; here it is one function.
 */

export interface PullInput {
  /** Compressed sizes in the order of the manifest. */
  readonly layersMB: readonly number[]
  /** Layers that the host has already. */
  readonly cached: readonly boolean[]
  readonly MBps: number
  /** What one download gets at most; 0 for no limit of its own. */
  readonly streamMBps: number
  readonly downloads: number
  /** Unpacked size per compressed size. */
  readonly ratio: number
  readonly extractMBps: number
  readonly manifestSeconds: number
}

export interface PullTimes {
  /** Null: it was there already. */
  readonly downloaded: readonly (number | null)[]
  readonly extractBegun: readonly (number | null)[]
  readonly extracted: readonly (number | null)[]
  readonly seconds: number
}

export function pullTimes(input: PullInput): PullTimes {
  const downloaded = downloadTimes(input)
  const extractBegun: (number | null)[] = []
  const extracted: (number | null)[] = []
  let last = input.manifestSeconds
  for (const [at, came] of downloaded.entries()) {
    if (came === null) {
      extractBegun.push(null)
      extracted.push(null)
      continue
    }
    const begun = Math.max(last, came)
    last = begun + (input.layersMB[at] * input.ratio) / input.extractMBps
    extractBegun.push(begun)
    extracted.push(last)
  }
  return { downloaded, extractBegun, extracted, seconds: last }
}

export function pullSeconds(input: PullInput): number {
  return pullTimes(input).seconds
}

function downloadTimes(input: PullInput): (number | null)[] {
  const { layersMB, cached, downloads, manifestSeconds } = input
  const ends: (number | null)[] = layersMB.map(() => null)
  const waiting = layersMB.map((_, at) => at).filter((at) => !cached[at])
  const left = [...layersMB]
  let active: number[] = []
  let now = manifestSeconds
  for (let open = waiting.length; open > 0;) {
    while (active.length < downloads && waiting.length > 0) active.push(waiting.shift() ?? 0)
    const rate = rateOf(input, active.length)
    const least = active.reduce((smallest, at) => Math.min(smallest, left[at]), Infinity)
    now += least / rate
    for (const at of active) left[at] -= least
    for (const at of active) {
      // What is left by rounding is nothing.
      if (left[at] > layersMB[at] * 1e-12) continue
      ends[at] = now
      open--
    }
    active = active.filter((at) => ends[at] === null)
  }
  return ends
}

function rateOf({ MBps, streamMBps }: PullInput, active: number): number {
  const share = MBps / active
  return streamMBps > 0 ? Math.min(share, streamMBps) : share
}
