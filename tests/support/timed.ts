// Worlds in which starting takes time, with phases that the test itself says: the catalogue may say others tomorrow.
import { expect } from 'vitest'
import type { Scenario } from '../../src/sim'
import {
  assemble,
  completeModel,
  createEngine,
  nextDue,
  performInstant,
  stepInstant,
  type Engine,
  type Model,
} from '../../src/sim/core'
import { mechanisms, modelVersion } from '../../src/sim/model'
import { startPhaseNames, type BuildPlan, type StartPhase, type StartPlan } from '../../src/sim/model/plan'
import { lateParts } from '../../src/sim/model/late'
import { planOf } from '../../src/sim/scenario/plan'
import { setupFor } from '../../src/sim/scenario/setup'
import { brokenLaw } from './laws'

/** Phase, milliseconds, and what it uses: CPU milliseconds and MiB of disk. */
export type PhaseWords = readonly [phase: StartPhase, millis: number, cpuMillis?: number, diskMiB?: number]

export function startPlan(phases: readonly PhaseWords[], more: Partial<StartPlan> = {}): StartPlan {
  return {
    phases: phases.map(([phase, millis, cpuMillis = 0, diskMiB = 0]) => ({
      phase: startPhaseNames.indexOf(phase),
      micros: millis * 1000,
      cpuMicros: cpuMillis * 1000,
      diskKiB: diskMiB * 1024,
    })),
    sigmaPermille: 0,
    parallelMicros: 0,
    growth: null,
    imageKiB: 0,
    ...more,
  }
}

/** What VMs and runtimes of a group take to start, by its name. */
export interface Starts {
  readonly vm?: StartPlan
  readonly runtime?: StartPlan
  readonly appMillis?: number
  readonly image?: number
}

let whole: Model | null = null

function completeOnce(): Model {
  if (whole !== null) return whole
  whole = assemble(modelVersion, mechanisms)
  completeModel(whole, lateParts)
  return whole
}

export interface TimedWorld {
  readonly engine: Engine
  /** 'time in ms, fact, rows' of all that happened. */
  readonly facts: { readonly at: number; readonly name: string; readonly args: readonly number[] }[]
}

/** A world of a scenario whose groups start as `starts` says; `rules.start.timed` is the scenario's. */
export function timedWorld(scenario: Scenario, starts: Readonly<Record<string, Starts>>): TimedWorld {
  const planned = planOf(scenario)
  if ('problem' in planned) throw new Error(JSON.stringify(planned.problem))
  const plan: BuildPlan = {
    ...planned.plan,
    workloads: planned.plan.workloads.map((group) => {
      const own = starts[group.name] ?? {}
      const { vm, runtime } = group
      return {
        ...group,
        vm: vm === null ? null : { ...vm, start: own.vm ?? startPlan([]) },
        runtime: runtime === null ? null : { ...runtime, start: own.runtime ?? startPlan([]) },
        appStartMicros: (own.appMillis ?? 0) * 1000,
        image: own.image ?? -1,
      }
    }),
  }
  const facts: { at: number; name: string; args: readonly number[] }[] = []
  const model = completeOnce()
  const engine = createEngine(
    model,
    scenario.seed,
    (_ordinal, at, code, _cause, a, b, c) => {
      facts.push({ at, name: model.facts[code]?.name ?? '', args: [a, b, c] })
    },
    setupFor(scenario),
  )
  performInstant(
    engine,
    () => {
      for (const mechanism of model.mechanisms)
        mechanism.start?.(engine.sim, plan, scenario.rules?.[mechanism.name as never] ?? {})
    },
    true,
  )
  expect(brokenLaw(engine.world)).toBeNull()
  return { engine, facts }
}

/** Runs to a time, ms, with every law looked at after each instant. */
export function runTimed({ engine }: TimedWorld, toMillis: number): void {
  const to = toMillis * 1000
  while (nextDue(engine) >= 0 && nextDue(engine) <= to) {
    stepInstant(engine)
    expect(brokenLaw(engine.world)).toBeNull()
  }
  if (engine.world.now < to) engine.world.now = to
}

/** One cell of a world. */
export function cellOf({ engine }: TimedWorld, table: string, column: string, row: number): number {
  const value = engine.world.tables[table]?.columns[column]?.[row]
  if (value === undefined) throw new Error(`no ${table}.${column}[${row}]`)
  return value
}

/** Does a command by rows; it must not be refused. */
export function order({ engine }: TimedWorld, name: string, args: Readonly<Record<string, unknown>>): void {
  const spec = engine.model.commands.get(name)
  if (spec === undefined) throw new Error(`no command ${name}`)
  expect(spec.check(engine.sim, args)).toBeNull()
  performInstant(engine, () => {
    spec.apply(engine.sim, args)
  })
  expect(brokenLaw(engine.world)).toBeNull()
}
