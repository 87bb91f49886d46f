/** Who runs when on one processor: a lane per job, time from left to right. */

export interface Stretch {
  readonly start: number
  readonly end: number
  /** Which lane. */
  readonly at: number
  /** What stands in the bar, when there is room. */
  readonly label: string
  /** Part of the bar that did work, from its left end. */
  readonly worked?: number
}

export interface ScheduleBar {
  readonly x: number
  readonly width: number
  readonly workedWidth: number
  readonly y: number
  readonly height: number
  readonly label: string
  /** Whether its label fits. */
  readonly named: boolean
}

export interface SchedulePicture {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly bars: readonly ScheduleBar[]
  readonly lanes: readonly { readonly y: number; readonly textY: number }[]
  readonly ticks: readonly { readonly x: number; readonly time: number }[]
  readonly axisY: number
}

const laneHeight = 28
const barHeight = 20
const labelWidth = 64
const charWidth = 8

/** Lays out bars in `width` px; times from 0 to `end`, which is above 0. */
export function layoutSchedule(
  stretches: readonly Stretch[],
  lanes: number,
  end: number,
  width: number,
): SchedulePicture {
  const perUnit = (width - labelWidth - 8) / end
  const xOf = (time: number): number => labelWidth + time * perUnit
  const axisY = lanes * laneHeight + 4
  return {
    width,
    height: axisY + 20,
    left: labelWidth,
    bars: stretches.map(({ start, end: to, at, label, worked = to - start }) => ({
      x: xOf(start),
      width: Math.max(1, (to - start) * perUnit),
      workedWidth: worked * perUnit,
      y: at * laneHeight + (laneHeight - barHeight) / 2,
      height: barHeight,
      label,
      named: label.length * charWidth + 4 <= (to - start) * perUnit,
    })),
    lanes: Array.from({ length: lanes }, (_, at) => ({ y: at * laneHeight, textY: at * laneHeight + 19 })),
    ticks: ticksOf(end, (width - labelWidth) / 56).map((time) => ({ time, x: xOf(time) })),
    axisY,
  }
}

/** Round times from 0 to `end`, about `most` of them at most. */
export function ticksOf(end: number, most: number): readonly number[] {
  let step = 1
  for (let times = 0; end / step > most; times++) step *= times % 3 === 1 ? 2.5 : 2
  const found: number[] = []
  for (let time = 0; time <= end; time += step) found.push(time)
  return found
}

/** Where a time is on the picture. */
export function markAt({ left, width }: SchedulePicture, time: number, end: number): number {
  return left + (time * (width - left - 8)) / end
}
