/** One bar of CPU time: what was received and what each cause took, to one scale. */

export interface BarPart {
  /** 0 is what was received, from 1 on the causes in their order. */
  readonly part: number
  readonly amount: number
  /** Shares of the scale's length. */
  readonly left: number
  readonly width: number
}

/**
 * The parts of a bar that are not empty, each beginning where the one before ended; `most` is what the whole scale
 * stands for. The parts reach exactly as far as their sum.
 */
export function barParts(received: number, lost: readonly number[], most: number): readonly BarPart[] {
  const scale = Math.max(1, most)
  let reached = 0
  const parts: BarPart[] = []
  ;[received, ...lost].forEach((amount, part) => {
    const left = reached / scale
    reached += Math.max(0, amount)
    if (amount > 0) parts.push({ part, amount, left, width: reached / scale - left })
  })
  return parts
}

/** Causes by what they took, most first; those that took nothing are left out. */
export function largestLosses(
  lost: readonly number[],
): readonly { readonly loss: number; readonly amount: number }[] {
  return lost
    .map((amount, loss) => ({ loss, amount }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount || a.loss - b.loss)
}
