// Why something came about is found from the nearest keyframe, and nothing after it is done again.
import { expect, test } from 'vitest'
import { createRun, standardModel, type Run, type RunOptions } from '../../../src/sim'
import { done, fleet, group, scenario, second } from '../../support/builders'

const edits = 6

/** A run whose groups are counted as they are added, wherever that is done. */
function edited(options: RunOptions): { readonly run: Run; readonly added: () => number } {
  let added = 0
  const spec = standardModel.commands.get('group.add')
  if (spec === undefined) throw new Error('no group.add')
  const counted: typeof spec = {
    ...spec,
    apply(sim, args) {
      added++
      spec.apply(sim, args)
    },
  }
  const model = { ...standardModel, commands: new Map(standardModel.commands).set('group.add', counted) }
  const made = createRun(scenario([fleet('host', 6)], [group('web', 3)]), { model, ...options })
  if ('problem' in made) throw new Error(made.problem.problem)
  for (let at = 1; at <= edits; at++) {
    const kind = { kind: 'container', flavour: 's', app: 'plain', millicores: 5, policy: 'best-fit' }
    // As much work as a copy of this world is worth.
    done(made.run, 'group.add', { name: `many-${at}x`, count: 160, ...kind })
  }
  made.run.seek(5 * second, Infinity)
  return { run: made.run, added: () => added }
}

test('however many large edits stand at the start', () => {
  const { run, added } = edited({ workPerKeyframe: 50 })
  const [{ run: plain }] = [edited({ workPerKeyframe: Infinity })]
  const bound = run.facts(0, 65536).filter(({ name }) => name === 'placement.bound')
  for (const { ordinal } of [bound[0], bound[10], bound.at(-200), bound.at(-1)].flatMap(
    (fact) => fact ?? [],
  )) {
    const before = added()
    const why = run.explain(ordinal)
    expect(added() - before).toBeLessThanOrEqual(1)
    expect(why?.steps.at(-1)?.step).toBe('bind')
    expect(why).toEqual(plain.explain(ordinal))
  }
})
