/** What the guest writes against what the link takes. */
export interface RateBars {
  /** px of each bar on the scale of the larger one. */
  readonly link: number
  readonly dirty: number
  /** Written per sent; below 1 every round is shorter than the one before it. Null while nothing is sent. */
  readonly ratio: number | null
}

export function rateBars(rate: number, dirty: number, width: number): RateBars {
  const most = Math.max(rate, dirty)
  if (most <= 0) return { link: 0, dirty: 0, ratio: null }
  return {
    link: (rate / most) * width,
    dirty: (dirty / most) * width,
    ratio: rate > 0 ? dirty / rate : null,
  }
}
