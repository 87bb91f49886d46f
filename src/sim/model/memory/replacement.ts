/** Which page leaves when all frames are full: FIFO, LRU, OPT and CLOCK, reference by reference. */

export const replacementPolicies = ['FIFO', 'LRU', 'OPT', 'CLOCK'] as const
export type ReplacementPolicy = (typeof replacementPolicies)[number]

export interface ReplacementResult {
  readonly hits: number
  readonly misses: number
  readonly victims: readonly (number | null)[]
}

/** The frames after one reference. */
export interface ReplacementStep {
  readonly page: number
  /** Where it is now. */
  readonly frame: number
  readonly hit: boolean
  readonly victim: number | null
  /** Pages frame by frame, null for empty ones; a copy. */
  readonly frames: readonly (number | null)[]
  /** CLOCK: the reference bits, and the frame that the hand points at. */
  readonly bits: readonly boolean[]
  readonly hand: number
}

const never = Infinity

interface Memory {
  readonly pages: number[]
  readonly frameOf: Map<number, number>
  readonly frames: number
  /** Per frame: for LRU its last use, for OPT its next use. */
  readonly key: number[]
  readonly bits: boolean[]
  hand: number
}

/**
 * Runs through all references with `frames` frames (at least 1); pages are whole numbers. Frames fill in order before
 * anything is evicted. Of pages never used again, OPT takes the one in the lowest frame. Null when looking for victims
 * would take more than `mostSteps` looks at a frame.
 */
export function replacePages(
  policy: ReplacementPolicy,
  frames: number,
  references: readonly number[],
  see: ((step: ReplacementStep) => void) | null = null,
  mostSteps = Infinity,
): ReplacementResult | null {
  const memory: Memory = { pages: [], frameOf: new Map(), frames, key: [], bits: [], hand: 0 }
  const nextUse = policy === 'OPT' ? nextUses(references) : null
  const victims: (number | null)[] = []
  let hits = 0
  let looked = 0
  for (const [at, page] of references.entries()) {
    let frame = memory.frameOf.get(page) ?? -1
    const hit = frame >= 0
    let victim: number | null = null
    if (hit) hits++
    else if (memory.pages.length < frames) {
      frame = memory.pages.length
      // The hand moves past each frame that it fills.
      memory.hand = (frame + 1) % frames
    } else {
      if (policy === 'LRU' || policy === 'OPT') looked += frames
      if (looked > mostSteps) return null
      frame = chooseVictim(policy, memory)
      victim = memory.pages[frame]
      memory.frameOf.delete(victim)
    }
    memory.pages[frame] = page
    memory.frameOf.set(page, frame)
    memory.bits[frame] = true
    memory.key[frame] = nextUse === null ? at : nextUse[at]
    victims.push(victim)
    if (see !== null) see(pictureOf(memory, page, frame, hit, victim))
  }
  return { hits, misses: references.length - hits, victims }
}

/** For each reference when its page comes again. */
function nextUses(references: readonly number[]): readonly number[] {
  const uses = references.map(() => never)
  const seen = new Map<number, number>()
  for (let at = references.length - 1; at >= 0; at--) {
    uses[at] = seen.get(references[at]) ?? never
    seen.set(references[at], at)
  }
  return uses
}

function chooseVictim(policy: ReplacementPolicy, memory: Memory): number {
  const { key, bits, frames } = memory
  let chosen = memory.hand
  switch (policy) {
    case 'FIFO':
      break
    case 'CLOCK':
      for (; bits[chosen]; chosen = (chosen + 1) % frames) bits[chosen] = false
      break
    case 'LRU':
      chosen = 0
      for (let frame = 1; frame < frames; frame++) if (key[frame] < key[chosen]) chosen = frame
      break
    case 'OPT':
      chosen = 0
      for (let frame = 1; frame < frames; frame++) if (key[frame] > key[chosen]) chosen = frame
      break
  }
  memory.hand = (chosen + 1) % frames
  return chosen
}

function pictureOf(
  { pages, frames, bits, hand }: Memory,
  page: number,
  frame: number,
  hit: boolean,
  victim: number | null,
): ReplacementStep {
  const shown = Array.from({ length: frames }, (_, at) => (at < pages.length ? pages[at] : null))
  return { page, frame, hit, victim, frames: shown, bits: shown.map((_, at) => bits[at] ?? false), hand }
}

/** Misses for 1, 2, … `most` frames: the curve on which an anomaly shows. */
export function missCurve(
  policy: ReplacementPolicy,
  references: readonly number[],
  most: number,
): readonly number[] {
  return Array.from({ length: most }, (_, at) => replacePages(policy, at + 1, references)?.misses ?? 0)
}

/** Numbers of frames with more misses than one frame fewer: Belady's anomaly; empty when there is none. */
export function anomalies(curve: readonly number[]): readonly number[] {
  return curve.flatMap((misses, at) => (at > 0 && misses > curve[at - 1] ? [at + 1] : []))
}
