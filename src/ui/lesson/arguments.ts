/** The numbers a lesson's sentences may use, from the newest frame: {A}, {copyB, mib}, {overheadA, percent} … */
import type { TextArguments } from '../../i18n/text'
import { isResponseTime, isTimeOut, responseMillis } from '../host/responseTime'
import { hasUnit, measured } from './measured'
import type { Formats } from '../hooks/useText'
import type { Lesson } from '../../lessons/lesson'
import type { StackView } from '../../sim'
import type { SessionFrame } from '../../worker/protocol'
import { valueAt } from '../../viz/series'
import { valueOf } from '../knob/ticks'

/** The metric of a side now: counted on the stack where that shows it, since samples lag behind the knob. */
export function countOf(frame: SessionFrame, lesson: Lesson, side: Lesson['sides'][number]): number {
  const stack = stackOf(frame, side)
  if (stack !== undefined && lesson.metric === 'workload.placed') return stack.members.state.length
  if (stack !== undefined && lesson.metric === 'workload.running') return running(stack)
  const series = frame.series.find((one) => one.metric === lesson.metric && one.subject === side.group)
  return series === undefined ? 0 : (valueAt(series, frame.now) ?? 0)
}

/** Workloads whose state is the first of `unitStates`. */
function running(stack: StackView): number {
  return stack.members.state.reduce((sum, state) => sum + (state === 0 ? 1 : 0), 0)
}

function stackOf(frame: SessionFrame, side: Lesson['sides'][number]): StackView | undefined {
  return frame.stacks.find((stack) => stack.host === side.host)
}

export function lessonArguments(frame: SessionFrame, lesson: Lesson, formats: Formats): TextArguments {
  const { stops } = lesson.knob
  const value = stops[frame.knob?.index ?? lesson.knob.start]?.value ?? 0
  const last = stops[stops.length - 1]?.value ?? 0
  const args: Record<string, string | number> = {
    value: valueOf(lesson.knob, value, formats),
    last: valueOf(lesson.knob, last, formats),
    first: valueOf(lesson.knob, stops[0]?.value ?? 0, formats),
    asked: valueOf(lesson.knob, askedValue(lesson), formats),
    // A parameter knob is held at this stop while the gate's question is decided.
    held: valueOf(lesson.knob, stops[lesson.gates[0]?.knobStop ?? 0]?.value ?? 0, formats),
  }
  for (const side of lesson.sides) {
    args[side.id] = countOf(frame, lesson, side)
    const stack = stackOf(frame, side)
    if (stack !== undefined) Object.assign(args, stackArguments(stack, side.id))
  }
  const { A, B } = args
  args['ratio'] = typeof A === 'number' && typeof B === 'number' && A > 0 ? B / A : 0
  if (hasUnit(lesson.metric))
    for (const { id } of lesson.sides) args[id] = measured(formats, lesson.metric, Number(args[id]))
  if (isResponseTime(lesson.metric))
    for (const { id } of lesson.sides) {
      const millis = args[id]
      if (typeof millis === 'number' && isTimeOut(millis)) args[id] = responseMillis(formats, millis)
    }
  return args
}

/** The knob's value that the gate's question is about: where it is held, or where the script leaves it. */
function askedValue({ knob, gates }: Lesson): number {
  const held = gates[0]?.knobStop ?? knob.stops.length - 1
  return knob.stops[knob.type === 'parameter' ? held : knob.stops.length - 1]?.value ?? 0
}

function stackArguments(stack: StackView, side: string): Readonly<Record<string, number>> {
  const { copy } = stack
  const args = {
    free: stack.freeMiB,
    used: stack.usedMiB,
    usable: stack.usableMiB,
    memory: stack.memoryMiB,
    shared: stack.sharedMiB,
    copy: copy?.totalMiB ?? 0,
    app: copy?.appMiB ?? 0,
    libraries: copy?.librariesMiB ?? 0,
    guest: copy?.guestMiB ?? 0,
    hypervisor: copy?.hypervisorMiB ?? 0,
    runtime: copy?.runtimeMiB ?? 0,
    overhead: stack.uses['overhead']?.value ?? 0,
    lost: stack.uses['lost']?.value ?? 0,
  }
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [`${name}${side}`, value]))
}
