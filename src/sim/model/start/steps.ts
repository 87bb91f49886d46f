/** What a start is made of: its steps in order, worked out anew from what was planned for its group. */
import { none, type Row } from '../../core'
import { startPhaseNames } from '../plan'
import { UnitKind } from '../workload'
import { StartMode, StepRole } from './tables'
import type { StartTables as AllTables } from './verbs'

/** What it reads: views have these, and not all the others. */
export type StepTables = Pick<
  AllTables,
  | 'starts'
  | 'units'
  | 'groupStart'
  | 'startRules'
  | 'startPlans'
  | 'startPhases'
  | 'groupImage'
  | 'imageRules'
>

export interface Step {
  readonly role: number
  /** Index into startPhaseNames. */
  readonly phase: number
  /** At full speed, and what it uses meanwhile; 0 where something else says when it is over. */
  readonly micros: number
  readonly cpuMicros: number
  readonly diskKiB: number
}

const phaseOf = (name: (typeof startPhaseNames)[number]): number => startPhaseNames.indexOf(name)
export const vmmPhase = phaseOf('vmm')
const imagePhase = phaseOf('image')
const diskPhase = phaseOf('disk')
const appPhase = phaseOf('app')
const createPhase = phaseOf('create')
const startPhase = phaseOf('start')

/** What is done once more for a container that has been there: after a boot, and when only it had ended. */
const afterBoot = (phase: number): boolean => phase !== createPhase
const onlyStart = (phase: number): boolean => phase === startPhase
const all = (): boolean => true

const waiting = (role: number, phase: number): Step => ({ role, phase, micros: 0, cpuMicros: 0, diskKiB: 0 })

/** The steps of a start, in order. */
export function stepsOf(tables: StepTables, row: Row): readonly Step[] {
  const { starts, units, groupStart } = tables
  const unit = starts.unit[row]
  const group = units.groupRow[unit]
  const isVm = units.kind[unit] === UnitKind.vm
  const mode = starts.mode[row]
  const steps: Step[] = []
  if (isVm && mode !== StartMode.again) addVm(steps, tables, groupStart.vm[group], mode)
  if (groupStart.runtime[group] !== none) addRuntime(steps, tables, group, mode)
  if (groupStart.appMicros[group] > 0)
    steps.push({ ...waiting(StepRole.app, appPhase), micros: groupStart.appMicros[group] })
  return steps
}

function addVm(steps: Step[], tables: StepTables, plan: Row, mode: number): void {
  const { startRules, startPlans } = tables
  if (plan === none) return
  if (mode === StartMode.whole && startPlans.imageKiB[plan] > 0) {
    if (startRules.coldImages[0] === 1) steps.push(waiting(StepRole.image, imagePhase))
    if (startRules.overlay[0] === 0) steps.push(waiting(StepRole.clone, diskPhase))
    else steps.push({ ...waiting(StepRole.overlay, diskPhase), micros: startRules.overlayMicros[0] })
  }
  addPhases(steps, tables, plan, StepRole.outer, all)
}

function addRuntime(steps: Step[], tables: StepTables, group: Row, mode: number): void {
  const { groupStart, groupImage, imageRules } = tables
  const isNew = mode === StartMode.whole || mode === StartMode.boot
  if (isNew && imageRules.cold[0] === 1 && groupImage.image[group] >= 0)
    steps.push(waiting(StepRole.pull, imagePhase))
  const isDone = isNew ? all : mode === StartMode.reboot ? afterBoot : onlyStart
  addPhases(steps, tables, groupStart.runtime[group], StepRole.inner, isDone)
}

function addPhases(
  steps: Step[],
  { startPlans, startPhases }: StepTables,
  plan: Row,
  role: number,
  isDone: (phase: number) => boolean,
): void {
  const first = startPlans.firstPhase[plan]
  for (let at = first; at < first + startPlans.phaseCount[plan]; at++) {
    const phase = startPhases.phase[at]
    if (!isDone(phase)) continue
    steps.push({
      role,
      phase,
      micros: startPhases.micros[at],
      cpuMicros: startPhases.cpuMicros[at],
      diskKiB: startPhases.diskKiB[at],
    })
  }
}
