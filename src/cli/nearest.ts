/** The word somebody probably meant. */

/** The nearest of the candidates, or null when none is near: few letters differ, or one is part of the other. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase()
  let best: string | null = null
  let least = Infinity
  for (const candidate of candidates) {
    const distance = distanceBetween(wanted, candidate.toLowerCase())
    const near = distance <= Math.max(2, Math.floor(candidate.length / 3)) || sharesPart(wanted, candidate)
    if (!near || distance >= least) continue
    best = candidate
    least = distance
  }
  return best
}

/** Three letters or more, all of them inside the candidate. */
function sharesPart(wanted: string, candidate: string): boolean {
  return wanted.length >= 3 && candidate.toLowerCase().includes(wanted)
}

/** Letters inserted, deleted, replaced or swapped with their neighbour. */
function distanceBetween(left: string, right: string): number {
  // A longer word is near to nothing; the limit keeps the work small.
  if (left.length > 80) return Infinity
  let before: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let at = 1; at <= right.length; at++) {
      const differs = left[row - 1] === right[at - 1] ? 0 : 1
      let cost = Math.min(
        (previous[at] ?? 0) + 1,
        (current[at - 1] ?? 0) + 1,
        (previous[at - 1] ?? 0) + differs,
      )
      const swapped = row > 1 && at > 1 && left[row - 1] === right[at - 2] && left[row - 2] === right[at - 1]
      if (swapped) cost = Math.min(cost, (before[at - 2] ?? 0) + 1)
      current.push(cost)
    }
    before = previous
    previous = current
  }
  return previous[right.length] ?? Infinity
}
