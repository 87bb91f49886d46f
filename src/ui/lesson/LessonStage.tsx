/** Turns the newest frame into the two sides of the stage, with kill switches once the outcome is known. */
import { useMemo } from 'react'
import { isStackPart, type Lesson } from '../../lessons/lesson'
import type { StackView } from '../../sim'
import { useApp, useStore } from '../hooks/useApp'
import { usePanic, type Panic, type PanicSide } from '../hooks/usePanic'
import { useStacks } from '../hooks/useStacks'
import { StackStage, type StagePanic, type StageReason, type StageSide } from '../stage'
import { countOf } from './arguments'
import { useBeat } from './useBeat'
import { useLessonText, type LessonText } from './useLessonText'
import { lostOn, stoppedBy } from './stopped'

const nothing: readonly StageReason[] = []
const noSwitches: readonly PanicSide[] = []

export function LessonStage({ lesson }: { readonly lesson: Lesson }) {
  const { frames, store } = useApp()
  const text = useLessonText(lesson)
  const beat = useBeat()
  const switches = useMemo(() => lesson.sides.filter(hasSwitch), [lesson])
  const panic = usePanic(beat === 'why' ? switches : noSwitches)
  const selected = useStore((state) => state.selection.selected[0] ?? null)
  const hosts = useMemo(() => lesson.sides.map((side) => side.host), [lesson])
  const stacks = useStacks(hosts)
  const sides = lesson.sides.flatMap((side): readonly Prepared[] => {
    const stack = stacks.find((one) => one.host === side.host)
    return stack === undefined ? [] : [{ side, stack, count: countOf(frames.current(), lesson, side) }]
  })
  const reasons = useMemo(() => numbered(lesson), [lesson])
  if (sides.length === 0) return null
  return (
    <StackStage
      sides={sides.map((one) => stageSide(one, text, beat === 'why' ? panic : null))}
      selected={selected}
      onSelect={(id) => store.change('selection', { selected: id === null ? [] : [id] })}
      reasons={beat === 'why' ? reasons : nothing}
    />
  )
}

interface Prepared {
  readonly side: Lesson['sides'][number]
  readonly stack: StackView
  readonly count: number
}

function numbered(lesson: Lesson): readonly StageReason[] {
  return lesson.reasons.flatMap(({ id, select }, at) =>
    isStackPart(select) ? [{ id, number: at + 1, select }] : [],
  )
}

function stageSide({ side, stack, count }: Prepared, { say }: LessonText, panic: Panic | null): StageSide {
  return {
    id: side.id,
    title: say(`side.${side.id}.name`),
    subtitle: say(`side.${side.id}.note`),
    stack,
    count: {
      value: count,
      caption: say('count'),
      detail: say('count.detail'),
      use: stack.uses['copies'] ?? null,
    },
    panic:
      panic === null || !hasSwitch(side) ? null : stagePanic(side, stack, panic, say(`panic.${side.id}`)),
  }
}

function hasSwitch(side: Lesson['sides'][number]): side is Lesson['sides'][number] & PanicSide {
  return side.panic !== undefined
}

function stagePanic(side: PanicSide, stack: StackView, panic: Panic, label: string): StagePanic {
  const victims = panic.victims(side.id)
  const stopped = stoppedBy(stack, side.panic)
  return {
    label,
    total: stack.members.state.length,
    preview: stopped === null ? (victims?.length ?? null) : null,
    done: stopped,
    lost: lostOn(stack),
    victims: panic.previewed(side.id) ? victims : null,
    disabled: stopped !== null,
    onPanic: () => panic.pull(side),
    onPreview: (on) => panic.preview(side, on),
  }
}
