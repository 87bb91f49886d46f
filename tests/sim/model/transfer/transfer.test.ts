// Transfers in a running world: who shares with whom, when each ends, and that no byte is lost or made up.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { audit, standardModel, type Run } from '../../../../src/sim'
import { performInstant } from '../../../../src/sim/core'
import {
  cancelTransfer,
  failTransfers,
  Purpose,
  setTransferLimit,
  startTransfer,
  transferLeft,
  type TransferRequest,
} from '../../../../src/sim/model/transfer'
import {
  cell,
  crate,
  define,
  done,
  fleet,
  rowsOf,
  scenario,
  second,
  startRun,
} from '../../../support/builders'
import { forAll } from '../../../support/for-all'

const megabyte = 1000000

/** Three hosts of 100 MB/s each way, disks of 500 MB/s. */
function world(nicMbps = 800): Run {
  const machines = { crate: { ...crate, nicMbps } }
  return startRun(scenario([fleet('host', 3)], [], { define: { ...define, machines } }))
}

/** Begins transfers in an instant of their own. */
function begin(run: Run, ...asked: readonly Partial<TransferRequest>[]): readonly number[] {
  let rows: readonly number[] = []
  performInstant(run.engine, () => {
    rows = asked.map((one) =>
      startTransfer(run.engine.sim, {
        from: -1,
        to: 0,
        onDisk: 0,
        bytes: 100 * megabyte,
        limit: 0,
        purpose: Purpose.clone,
        subject: -1,
        ...one,
      }),
    )
  })
  sound(run)
  return rows
}

function sound(run: Run): void {
  expect(audit(run.engine.world, standardModel)).toBeNull()
}

const rate = (run: Run, row: number): number => cell(run, 'transfers', 'rate', row) / megabyte
const ends = (run: Run): readonly number[] =>
  run
    .facts(0, 65536)
    .filter(({ name }) => name === 'transfer.ended')
    .map(({ at }) => at / second)

function to(run: Run, seconds: number): void {
  run.advance(seconds * second, Infinity)
  sound(run)
}

describe('sharing', () => {
  test('what arrives at one card shares it; what is left of the others is theirs', () => {
    const run = world()
    const [a = -1, b = -1, c = -1] = begin(run, { from: 1 }, { from: 2 }, { from: 2, to: 1 })
    expect([rate(run, a), rate(run, b), rate(run, c)]).toEqual([50, 50, 50])
    to(run, 10)
    expect(ends(run)).toEqual([2, 2, 2])
    expect(rowsOf(run, 'transfers')).toEqual([])
  })
  test('a card carries as much in as out', () => {
    const run = world()
    const rows = begin(run, { from: 1, to: 0 }, { from: 0, to: 1 })
    expect(rows.map((row) => rate(run, row))).toEqual([100, 100])
  })
  test('when one ends the others get faster, and hosts apart do not notice', () => {
    const run = world()
    const [, slow = -1, apart = -1] = begin(run, { bytes: 50 * megabyte }, {}, { from: 1, to: 2 })
    const due = cell(run, 'transfers', 'due', apart)
    to(run, 1.0)
    expect(rate(run, slow)).toBe(100)
    expect(due).toBe(second)
    to(run, 5)
    expect(ends(run)).toEqual([1, 1, 1.5])
  })
  test('copies on a disk share the disk and meet no network', () => {
    const run = world()
    const rows = begin(run, { onDisk: 1 }, { onDisk: 1 }, {})
    expect(rows.map((row) => rate(run, row))).toEqual([250, 250, 100])
  })
  test('a limit of its own holds, and can be changed on the way', () => {
    const run = world()
    const [row = -1] = begin(run, { limit: 10 * megabyte })
    to(run, 2)
    expect(transferLeft(run.engine.sim, row)).toBe(80 * megabyte)
    performInstant(run.engine, () => {
      setTransferLimit(run.engine.sim, row, 0)
    })
    to(run, 5)
    expect(ends(run)).toEqual([2.8])
  })
  test('a card of unknown speed is no limit', () => {
    const run = world(0)
    begin(run, {}, { bytes: 0 })
    to(run, 1)
    expect(ends(run)).toEqual([0.000001, 0.0001])
  })
})

describe('bytes', () => {
  const totals = (run: Run): readonly number[] =>
    ['begun', 'arrived', 'givenUp', 'inVain'].map((column) =>
      cell(run, 'transferTotals', column, Purpose.clone),
    )

  test('a transfer that is given up tells what it has sent', () => {
    const run = world()
    const [row = -1, other = -1] = begin(run, {}, {})
    to(run, 1)
    let sent = 0
    performInstant(run.engine, () => {
      sent = cancelTransfer(run.engine.sim, row)
    })
    sound(run)
    expect(sent).toBe(50 * megabyte)
    expect(rate(run, other)).toBe(100)
    to(run, 3)
    expect(totals(run)).toEqual([200, 100, 100, 50].map((amount) => amount * megabyte))
  })
  test('a host that goes down fails what it sends and receives', () => {
    const run = world()
    begin(run, { from: 1, to: 0 }, { from: 0, to: 2 }, { from: 1, to: 2 })
    to(run, 0.5)
    done(run, 'host.fail', { host: 'host-1' })
    sound(run)
    const failed = run.facts(0, 65536).filter(({ name }) => name === 'transfer.failed')
    expect(failed.map(({ args }) => args['host'])).toEqual(['host-1', 'host-1'])
    expect(rowsOf(run, 'transfers')).toHaveLength(1)
    to(run, 5)
    expect(ends(run)).toHaveLength(1)
  })

  test('whatever is begun, given up and lost: all bytes are accounted for', () => {
    const host = fc.integer({ min: -1, max: 2 })
    const request = fc
      .record({
        from: host,
        to: host,
        bytes: fc.integer({ min: 0, max: 300 * megabyte }),
        limit: fc.constantFrom(0, 0, 7 * megabyte),
      })
      .filter(({ from, to: target }) => from !== target)
    const step = fc.oneof(
      { weight: 4, arbitrary: request.map((asked) => ({ kind: 'begin' as const, asked })) },
      { weight: 2, arbitrary: fc.nat(20).map((which) => ({ kind: 'cancel' as const, which })) },
      { weight: 1, arbitrary: fc.nat(2).map((which) => ({ kind: 'fail' as const, which })) },
      {
        weight: 4,
        arbitrary: fc.integer({ min: 1, max: 3 * second }).map((time) => ({ kind: 'wait' as const, time })),
      },
    )
    forAll(fc.array(step, { maxLength: 30 }), 60, (steps) => {
      const run = world()
      for (const one of steps) {
        const rows = rowsOf(run, 'transfers')
        if (one.kind === 'wait') run.advance(Math.min(run.end, run.now + one.time), Infinity)
        else if (one.kind === 'begin') begin(run, one.asked)
        else {
          performInstant(run.engine, () => {
            const row = rows[one.which % Math.max(1, rows.length)]
            if (one.kind === 'fail') failTransfers(run.engine.sim, one.which)
            else if (row !== undefined) cancelTransfer(run.engine.sim, row)
          })
        }
        sound(run)
      }
      run.advance(run.end, Infinity)
      sound(run)
      const [begun = 0, arrived = 0, givenUp = 0] = totals(run)
      expect(arrived + givenUp).toBe(begun)
    })
  })
})
