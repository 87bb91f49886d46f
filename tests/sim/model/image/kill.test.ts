// A host that goes down at any moment at which something happened, and comes back: nothing is broken, all images come.
import { expect, test } from 'vitest'
import { audit, standardModel, type Run } from '../../../../src/sim'
import { PullState } from '../../../../src/sim/model/image'
import { pulledImages } from '../../../golden/images'
import { rowsOf, second, startRun } from '../../../support/builders'
import { linkTo } from '../../../support/story'

/** What is wrong with a world in which everything has had time to end. */
function unfinished(run: Run): string | null {
  const { state } = run.engine.world.tables['hostImages']?.columns ?? {}
  const hanging = rowsOf(run, 'hostImages').filter((row) => {
    const now = state?.[row] ?? -1
    return now !== PullState.ready && now !== PullState.failed
  })
  if (hanging.length > 0) return `pulls ${hanging.join()} hang`
  return rowsOf(run, 'transfers').length > 0 ? 'transfers are left' : null
}

function expectSound(run: Run, fault: string | null): void {
  const broken = audit(run.engine.world, standardModel) ?? fault
  expect(broken === null ? null : `${broken}\n${linkTo(run)}`).toBeNull()
}

test('any host may go down at the time of any fact', () => {
  const straight = startRun(pulledImages)
  straight.advance(straight.end, Infinity)
  const times = [...new Set(straight.facts(0, Infinity).map(({ at }) => at))]
  let forks = 0
  for (const at of times) {
    for (const host of ['host-1', 'host-3', 'small-1']) {
      const run = startRun(pulledImages)
      run.advance(at, Infinity)
      if (run.perform({ name: 'host.fail', args: { host } }) !== null) continue
      forks++
      expectSound(run, null)
      run.advance(Math.min(run.end, at + second), Infinity)
      run.perform({ name: 'host.repair', args: { host } })
      run.advance(run.end, Infinity)
      expectSound(run, unfinished(run))
    }
  }
  expect(forks).toBeGreaterThan(60)
})
