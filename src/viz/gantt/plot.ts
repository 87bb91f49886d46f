/** Lines and ticks over the window of a schedule. */
export interface Window {
  /** µs. */
  readonly from: number
  readonly to: number
}

interface Box {
  readonly width: number
  readonly top: number
  readonly height: number
}

/**
 * A value that holds until it changes, as a line of steps from `least` at the foot of the box to `most` at its top.
 * Changes within one px are drawn as their last value with the range they went through, so the path stays short.
 */
export function stepsPath(
  at: ArrayLike<number>,
  value: ArrayLike<number>,
  window: Window,
  range: { readonly least: number; readonly most: number },
  box: Box,
): string {
  const scale = box.width / Math.max(1, window.to - window.from)
  const rise = box.height / Math.max(1e-9, range.most - range.least)
  const y = (one: number) => px(box.top + box.height - (one - range.least) * rise)
  let path = ''
  let column = -1
  let low = 0
  let high = 0
  let last: number | null = null
  const close = () => {
    if (column >= 0 && low !== high) path += `V${y(low)}V${y(high)}V${y(last ?? 0)}`
    else if (column >= 0) path += `V${y(last ?? 0)}`
  }
  for (let change = 0; change < at.length; change++) {
    const time = at[change] ?? 0
    if (time > window.to) break
    const now = value[change] ?? 0
    if (time <= window.from) {
      last = now
      continue
    }
    const x = Math.floor((time - window.from) * scale)
    if (x !== column) {
      close()
      path += path === '' ? (last === null ? `M${x} ${y(now)}` : `M0 ${y(last)}H${x}`) : `H${x}`
      column = x
      low = high = now
    }
    low = Math.min(low, now)
    high = Math.max(high, now)
    last = now
  }
  if (last === null) return ''
  close()
  return `${path === '' ? `M0 ${y(last)}` : path}H${px(box.width)}`
}

/** Least and greatest of the values; a range of one value is widened, so that it can be drawn. */
export function valueRange(values: ArrayLike<number>): { readonly least: number; readonly most: number } {
  let least = Infinity
  let most = -Infinity
  for (let at = 0; at < values.length; at++) {
    least = Math.min(least, values[at] ?? 0)
    most = Math.max(most, values[at] ?? 0)
  }
  if (least > most) return { least: 0, most: 1 }
  return least === most ? { least: least - 1, most: most + 1 } : { least, most }
}

/** The value that holds at a time; null before the first. */
export function heldAt(at: ArrayLike<number>, value: ArrayLike<number>, time: number): number | null {
  let held: number | null = null
  for (let change = 0; change < at.length && (at[change] ?? 0) <= time; change++) held = value[change] ?? 0
  return held
}

/** Round times inside a window, at most `most` of them, µs. */
export function ticksOf({ from, to }: Window, most: number): readonly number[] {
  const wanted = (to - from) / Math.max(1, most)
  let power = 1
  while (power * 10 <= wanted) power *= 10
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= wanted) ?? 10 * power
  const ticks: number[] = []
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) ticks.push(tick)
  return ticks
}

function px(value: number): number {
  return Math.round(value * 100) / 100
}
