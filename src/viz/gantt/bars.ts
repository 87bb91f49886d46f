/** Spans of a lane as bars: what is too short to be seen alone is joined, and its time is kept by kind. */
import type { Span } from './lanes'
import type { Window } from './plot'

export interface Bar {
  /** px from the left end of the lane. */
  readonly x: number
  readonly width: number
  /** µs that lie in the window. */
  readonly from: number
  readonly to: number
  /** µs of each kind; they add up to `to` − `from`. */
  readonly times: readonly number[]
  /** Who, where the bar is one span; -1 where it joins several. */
  readonly vcpu: number
}

interface Joining {
  from: number
  to: number
  readonly times: number[]
  readonly vcpu: number
}

/**
 * Bars of the spans in a window, `width` px wide. Spans shorter than `least` px are joined with their neighbours
 * of the same fate until they are that wide, so there are never more than 2 · width ÷ least + 1 bars.
 */
export function barsOf(
  spans: readonly Span[],
  kinds: number,
  window: Window,
  width: number,
  least: number,
): readonly Bar[] {
  const scale = width / Math.max(1, window.to - window.from)
  const bars: Bar[] = []
  let joining: Joining | null = null
  const finish = () => {
    if (joining !== null) bars.push(barOf(joining, window, scale))
    joining = null
  }
  for (const span of spans) {
    const from = Math.max(span.from, window.from)
    const to = Math.min(span.to, window.to)
    if (to <= from) continue
    if ((to - from) * scale >= least) {
      finish()
      bars.push(barOf(joiningOf(from, to, span, kinds), window, scale))
      continue
    }
    if (joining === null) joining = joiningOf(from, to, span, kinds)
    else joining = joined(joining, span, to)
    if ((joining.to - joining.from) * scale >= least) finish()
  }
  finish()
  return bars
}

function joiningOf(from: number, to: number, span: Span, kinds: number): Joining {
  const times = new Array<number>(kinds).fill(0)
  times[span.kind] = to - from
  return { from, to, times, vcpu: span.vcpu }
}

function joined(before: Joining, span: Span, to: number): Joining {
  const { times } = before
  times[span.kind] = (times[span.kind] ?? 0) + (to - before.to)
  return { from: before.from, to, times, vcpu: before.vcpu === span.vcpu ? span.vcpu : -1 }
}

function barOf({ from, to, times, vcpu }: Joining, window: Window, scale: number): Bar {
  return { x: (from - window.from) * scale, width: (to - from) * scale, from, to, times, vcpu }
}

/**
 * Path of one kind in a row of bars: whole height where a bar is of that kind alone, else its share of the height,
 * kinds stacked in their order from the foot. Empty where there is none of it.
 */
export function barsPath(bars: readonly Bar[], kind: number, top: number, height: number): string {
  let path = ''
  for (const { x, width, from, to, times } of bars) {
    const time = times[kind] ?? 0
    if (time === 0) continue
    const whole = to - from
    let below = 0
    for (let before = 0; before < kind; before++) below += times[before] ?? 0
    const foot = top + height - (height * below) / whole
    const share = (height * time) / whole
    path += `M${px(x)} ${px(foot)}h${px(width)}v${px(-share)}h${px(-width)}z`
  }
  return path
}

/** Two decimals of a pixel are enough. */
function px(value: number): number {
  return Math.round(value * 100) / 100
}
