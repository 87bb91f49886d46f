// The run: commands at the present and in the past, undo, branches and the data they travel as.
import { describe, expect, test } from 'vitest'
import { createRun, type BranchData, type JournalEntry, type Run } from '../../../src/sim'
import { command, done, factNames, fleet, group, scenario, second, startRun } from '../../support/builders'

const panicAt = (at: number, kernel = 'host-1'): JournalEntry =>
  ({ at, command: { name: 'kernel.panic', args: { kernel } } }) as JournalEntry

const world = scenario(
  [fleet('host', 2)],
  [group('web', 4, { place: { policy: 'spread' } }), group('db', 2, { kind: 'vm' })],
)

/** The same tree of branches built again from its data, at the same time on the same branch. */
function rebuilt(run: Run): Run {
  const again = startRun(run.scenario, { branches: run.data(), branch: run.branch })
  again.seek(run.now, Infinity)
  return again
}

function expectSurvivesItsData(run: Run): void {
  const again = rebuilt(run)
  const { now } = run
  for (let branch = 0; branch < run.branches.length; branch++) {
    run.switchTo(branch)
    again.switchTo(branch)
    again.seek(now, Infinity)
    expect([branch, again.hash()]).toEqual([branch, run.hash()])
  }
}

describe('commands', () => {
  test('a command that cannot be done changes nothing and is not kept', () => {
    const run = startRun(world)
    run.advance(10 * second, Infinity)
    const before = run.hash()
    expect(run.perform(command('host.repair', { host: 'host-1' }))).toEqual({ reason: 'host-on', args: {} })
    expect([run.hash(), run.canUndo]).toEqual([before, false])
  })

  test('at one time the script comes first, then what was done by hand, each in its order', () => {
    const script = [panicAt(10 * second, 'host-1')]
    const run = startRun({ ...world, script })
    run.advance(10 * second, Infinity)
    done(run, 'kernel.reboot', { kernel: 'host-1' })
    done(run, 'kernel.panic', { kernel: 'host-1' })
    const names = factNames(run).filter((name) => name.startsWith('kernel.'))
    expect(names).toEqual(['kernel.panicked', 'kernel.rebooted', 'kernel.panicked'])
    expectSurvivesItsData(run)
  })

  test('a command given while a time is still under way waits for the rest of that time', () => {
    // Three entries at one time; the run is stopped after the first of them.
    const script = ['host-1', 'host-2', 'db-vm-1'].map((kernel) => panicAt(10 * second, kernel))
    const run = startRun({ ...world, script: script.slice(0, 2) })
    run.advance(10 * second, 1)
    expect(run.now).toBe(10 * second)
    done(run, 'kernel.reboot', { kernel: 'host-2' })
    const names = factNames(run).filter((name) => name.startsWith('kernel.'))
    expect(names).toEqual(['kernel.panicked', 'kernel.panicked', 'kernel.rebooted'])
    expectSurvivesItsData(run)
  })

  test('a name that has gone is refused, a name that never was as well', () => {
    const run = startRun(world)
    expect(run.could(command('host.fail', { host: 'host-3' }))).toEqual({
      reason: 'gone',
      args: { name: 'host-3' },
    })
  })

  test('victims are named without touching the run', () => {
    const run = startRun(world)
    const before = run.hash()
    expect(run.victims(command('host.fail', { host: 'host-1' }))).toEqual(['web-1', 'web-3', 'db-1', 'db-2'])
    expect(run.victims(command('kernel.panic', { kernel: 'db-vm-2' }))).toEqual(['db-2'])
    expect(run.victims(command('host.repair', { host: 'host-1' }))).toEqual([])
    expect(run.hash()).toBe(before)
  })
})

describe('undo', () => {
  test('an edit that lies ahead can be taken back without moving the clock', () => {
    // A reading each second, and a copy of the world after each: also between the present and the edit.
    const demand = {
      law: 'diurnal',
      lowMillicores: 0,
      highMillicores: 99,
      period: 60 * second,
      peakAt: 0,
      cadence: second,
    } as const
    const ticking = { ...world, workloads: [...world.workloads, group('tick', 1, { demand })] }
    const run = startRun(ticking, { workPerKeyframe: 1 })
    run.advance(5 * second, Infinity)
    const early = run.hash()
    run.advance(10 * second, Infinity)
    done(run, 'host.fail', { host: 'host-1' })
    run.advance(20 * second, Infinity)
    run.seek(5 * second, Infinity)
    expect(run.undo()).toBe(true)
    expect([run.now, run.hash()]).toEqual([5 * second, early])
    run.advance(20 * second, Infinity)
    expect(run.metric('workload.lost', '')).toBe(0)
    run.seek(5 * second, Infinity)
    expect(run.redo()).toBe(true)
    expect([run.now, run.hash()]).toEqual([5 * second, early])
    run.advance(20 * second, Infinity)
    expect(run.metric('workload.lost', '')).toBe(5)
  })

  test('edits of one time are taken back in reverse order', () => {
    const run = startRun(world)
    run.advance(10 * second, Infinity)
    const digests = [run.hash()]
    for (const kernel of ['db-vm-1', 'host-2', 'host-1']) {
      done(run, 'kernel.panic', { kernel })
      digests.push(run.hash())
    }
    run.undo()
    expect(run.hash()).toBe(digests[2])
    run.undo()
    expect(run.hash()).toBe(digests[1])
    run.redo()
    expect(run.hash()).toBe(digests[2])
    run.undo()
    run.undo()
    expect([run.hash(), run.undo()]).toEqual([digests[0], false])
  })

  test('a new edit forgets what could have been brought back', () => {
    const run = startRun(world)
    done(run, 'kernel.panic', { kernel: 'host-1' })
    run.undo()
    expect(run.canRedo).toBe(true)
    done(run, 'kernel.panic', { kernel: 'host-2' })
    expect([run.canRedo, run.redo()]).toEqual([false, false])
  })

  test('samples that were taken with the edit are taken again without it', () => {
    const read = (run: Run): readonly number[] => [...run.series('workload.running', '', run.end).value]
    const plain = startRun(world)
    plain.watch('workload.running', '')
    plain.advance(plain.end, Infinity)
    const run = startRun(world)
    run.watch('workload.running', '')
    // Samples are 1/512 of the run apart: this is the time of one.
    const step = Math.ceil(run.end / 512)
    run.advance(100 * step, Infinity)
    done(run, 'host.fail', { host: 'host-1' })
    expect(read(run).at(-1)).toBe(2)
    run.advance(150 * step, Infinity)
    run.undo()
    run.advance(run.end, Infinity)
    expect(read(run)).toEqual(read(plain))
  })
})

describe('branches', () => {
  /** A run with an edit at 10 s that has been to 30 s and is back at 20 s. */
  function backAgain(from = world, branches?: readonly BranchData[]): Run {
    const run = startRun(from, branches === undefined ? {} : { branches })
    run.advance(10 * second, Infinity)
    done(run, 'kernel.panic', { kernel: 'db-vm-1' })
    run.advance(30 * second, Infinity)
    run.seek(20 * second, Infinity)
    return run
  }

  test('an edit at the farthest time visited stays on the branch', () => {
    const run = startRun(world)
    run.advance(10 * second, Infinity)
    done(run, 'kernel.panic', { kernel: 'host-1' })
    done(run, 'kernel.panic', { kernel: 'host-2' })
    expect(run.branches).toHaveLength(1)
  })

  test('an edit in the past leaves its branch at that time, with what was done before', () => {
    const run = backAgain()
    done(run, 'kernel.panic', { kernel: 'host-2' })
    expect(run.branches.map(({ parent, at, edits }) => [parent, at, edits])).toEqual([
      [-1, 0, 1],
      [0, 20 * second, 1],
    ])
    expect(factNames(run).filter((name) => name === 'kernel.panicked')).toHaveLength(2)
    expectSurvivesItsData(run)
  })

  test('branches of branches survive their data', () => {
    const run = backAgain()
    done(run, 'kernel.panic', { kernel: 'host-2' })
    run.advance(60 * second, Infinity)
    run.seek(40 * second, Infinity)
    done(run, 'kernel.reboot', { kernel: 'host-2' })
    expect(run.branches.map(({ parent }) => parent)).toEqual([-1, 0, 1])
    expectSurvivesItsData(run)
  })

  test('a branch of a branch that differs from the start survives its data', () => {
    const set = [{ path: 'workloads.0.count', value: 3 }]
    const run = backAgain(world, [{ name: 'A', parent: -1, at: 0, set, journal: [] }])
    done(run, 'kernel.panic', { kernel: 'host-2' })
    run.advance(50 * second, Infinity)
    expect(run.branches).toHaveLength(2)
    expectSurvivesItsData(run)
  })

  test('what is undone on a branch later stays on those that have left it', () => {
    const run = backAgain()
    done(run, 'kernel.panic', { kernel: 'host-2' })
    run.advance(30 * second, Infinity)
    const child = run.hash()
    run.switchTo(0)
    expect(run.undo()).toBe(true)
    run.switchTo(1)
    run.seek(30 * second, Infinity)
    expect(run.hash()).toBe(child)
    expectSurvivesItsData(run)
  })

  test('a branch from the start with another scenario keeps the time and leaves the first alone', () => {
    const run = backAgain()
    const before = run.hash()
    expect(run.branchWith([{ path: 'workloads.0.count', value: 2 }], 'two')).toBeNull()
    expect([run.now, run.metric('workload.running', '')]).toEqual([20 * second, 4])
    expectSurvivesItsData(run)
    run.switchTo(0)
    expect(run.hash()).toBe(before)
  })

  test('a ninth branch is refused', () => {
    const run = backAgain()
    for (let branch = 1; branch < 8; branch++) {
      run.switchTo(0)
      run.seek(20 * second, Infinity)
      done(run, 'kernel.panic', { kernel: 'host-1' })
    }
    run.switchTo(0)
    run.seek(20 * second, Infinity)
    expect(run.perform(command('kernel.panic', { kernel: 'host-1' }))).toEqual({
      reason: 'too-many-branches',
      args: { limit: 8 },
    })
  })

  test('a shared moment with edits still to come keeps them when something is done before', () => {
    const link: readonly BranchData[] = [{ name: 'A', parent: -1, at: 0, journal: [panicAt(30 * second)] }]
    const run = startRun(world, { branches: link })
    run.seek(10 * second, Infinity)
    done(run, 'kernel.panic', { kernel: 'host-2' })
    expect(run.branches).toHaveLength(2)
    run.advance(40 * second, Infinity)
    expect(factNames(run).filter((name) => name === 'kernel.panicked')).toHaveLength(1)
    run.switchTo(0)
    expect(factNames(run).filter((name) => name === 'kernel.panicked')).toHaveLength(1)
  })
})

describe('foreign branches', () => {
  const refused = (branches: readonly BranchData[], branch = 0): string | null => {
    const made = createRun(world, { branches, branch })
    return 'problem' in made ? `${made.problem.problem} ${made.problem.path}` : null
  }
  const root: BranchData = { name: 'A', parent: -1, at: 0, journal: [] }

  test('a branch of a parent that does not come before it is refused', () => {
    expect(refused([root, { ...root, parent: 1 }])).toBe('no-such-path branches[1].parent')
    expect(refused([{ ...root, parent: 0 }])).toBe('no-such-path branches[0].parent')
  })

  test('a present branch that is not there is refused', () => {
    expect(refused([root], 1)).toBe('no-such-path branch')
  })

  test('a branch that leaves its parent after the end is refused', () => {
    expect(refused([root, { ...root, parent: 0, at: world.horizon + 1 }])).toBe('too-big branches[1].at')
  })

  test('a journal that begins before its branch does is refused', () => {
    expect(refused([root, { ...root, parent: 0, at: 10 * second, journal: [panicAt(5 * second)] }])).toBe(
      'wrong-order branches[1].journal',
    )
  })

  test('a journal out of order is put in order of time, as a script is', () => {
    const late = { ...root, journal: [panicAt(20 * second, 'host-2'), panicAt(10 * second, 'host-1')] }
    const run = startRun(world, { branches: [late] })
    run.advance(15 * second, Infinity)
    expect(run.stack('host-1')?.hostKernelState).toBe('panicked')
    expect(run.stack('host-2')?.hostKernelState).toBe('running')
  })
})
