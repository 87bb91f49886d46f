// Commands on a run with every law looked at afterwards, and what happened said in a few words.
import { expect } from 'vitest'
import type { Command, Refusal, Run } from '../../src/sim'
import { command, done } from './builders'
import { brokenLaw } from './laws'

/** Does a command that must not be refused; returns what happened as 'fact argument argument … < cause'. */
export function operate(run: Run, name: string, args: Command['args'] = {}): readonly string[] {
  const from = run.engine.world.nextFact
  done(run, name, args)
  expect(brokenLaw(run.engine.world)).toBeNull()
  const facts = run.facts(from, Infinity)
  const causeOf = (cause: number): string => {
    const found = run.facts(0, Infinity).find(({ ordinal }) => ordinal === cause)
    return found === undefined ? '' : ` < ${found.name}`
  }
  return facts.map((fact) => [fact.name, ...Object.values(fact.args)].join(' ') + causeOf(fact.cause))
}

/** The refusal of a command, which leaves the world alone. */
export function refused(run: Run, name: string, args: Command['args'] = {}): Refusal | null {
  const before = run.hash()
  const refusal = run.perform(command(name, args))
  expect(refusal).not.toBeNull()
  expect(run.hash()).toBe(before)
  return refusal
}

/** Runs on, instant by instant, with every law looked at. */
export function runOn(run: Run, to: number): void {
  while (run.now < to) {
    run.advance(Math.min(to, Math.max(run.nextInstant(), run.now + 1)), Infinity)
    expect(brokenLaw(run.engine.world)).toBeNull()
  }
}
