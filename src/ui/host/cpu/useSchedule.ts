/** The vCPUs of a host run one by one, in the page: anew only when its input or the reader's choice changes. */
import { useEffect, useMemo, useState } from 'react'
import { simulateSchedule, type ScheduleInput, type Scheduler, type ScheduleView } from '../../../sim'
import { useFrame } from '../../hooks/useApp'
import { useLastLook } from '../../hooks/useLook'

export interface ScheduleChoice {
  readonly scheduler: Scheduler
  readonly windowMicros: number
  readonly lock: NonNullable<ScheduleInput['lock']> | null
}

export interface Schedule {
  readonly input: ScheduleInput
  readonly view: ScheduleView
  /** Workloads of the host that the window does not show. */
  readonly others: number
}

/** ms between two runs while the world plays: a second, and longer where a run itself takes long. */
const pauseFor = (windowMicros: number): number => Math.max(1000, windowMicros / 200)

/** Null until the host has answered; 'empty' while nothing runs on it. */
export function useSchedule(host: string, choice: ScheduleChoice): Schedule | 'empty' | null {
  const { scheduler, windowMicros, lock } = choice
  const look = useMemo(() => ({ look: 'schedule', host, scheduler }) as const, [host, scheduler])
  const last = useLastLook(look)
  const playing = useFrame(({ status }) => status === 'running')
  const answer = last !== null && last.about.host === host ? last.answer : null
  const asked = useRested(answer?.input ?? null, playing ? pauseFor(windowMicros) : 0)
  const others = answer?.others ?? 0
  return useMemo(() => {
    if (asked === null) return null
    if (asked.pcpus === 0 || asked.entities.length === 0) return 'empty'
    const input: ScheduleInput = { ...asked, windowMicros, lock }
    const view = simulateSchedule(input)
    // Who it is, and which of its vCPUs, are told apart in the lanes.
    const vcpus = view.vcpus.map((vcpu) => ({
      ...vcpu,
      name: input.entities[vcpu.entity]?.name ?? vcpu.name,
    }))
    return { input, view: { ...view, vcpus }, others }
  }, [asked, windowMicros, lock, others])
}

/** The same object while the input says the same, and another one at most once in `every` ms. */
function useRested(input: ScheduleInput | null, every: number): ScheduleInput | null {
  const key = input === null ? null : JSON.stringify(input)
  const [held, setHeld] = useState<{ readonly key: string | null; readonly at: number }>({
    key: null,
    at: -Infinity,
  })
  useEffect(() => {
    if (key === held.key) return
    const wait = held.key === null || key === null ? 0 : Math.max(0, held.at + every - performance.now())
    const timer = window.setTimeout(() => setHeld({ key, at: performance.now() }), wait)
    return () => window.clearTimeout(timer)
  }, [key, held, every])
  return useMemo(() => (held.key === null ? null : (JSON.parse(held.key) as ScheduleInput)), [held.key])
}
