/** How rates follow from who moves what, and what is told of it: needed by worlds in which something is moved. */
import { defineLate, Domain, none, type MetricSpec, type World } from '../../core'
import { nothingIsLost, nothingOverflows } from './invariants'
import { settleTransfers } from './settle'
import { endTransfer, failTransfers, type TransferSim } from './verbs'

const traffic = (name: string, side: 'from' | 'to'): MetricSpec => ({
  name,
  unit: 'MB/s',
  scope: 'host',
  read: ({ tables }: World, host) => {
    const { rows, columns } = tables['transfers']
    let sum = 0
    for (let row = 0; row < rows.size; row++) {
      if (rows.alive[row] === 0 || columns['onDisk'][row] === 1 || columns[side][row] === none) continue
      if (host === none || columns[side][row] === host) sum += columns['rate'][row]
    }
    return sum / 1000000
  },
})

export const transferLate = defineLate<TransferSim['tables']>({
  settle: [[Domain.fabric, settleTransfers]],
  events: { 'transfer.end': endTransfer },
  reactions: { 'host.failed': failTransfers },
  metrics: [traffic('transfer.received', 'to'), traffic('transfer.sent', 'from')],
  invariants: [nothingIsLost, nothingOverflows],
})
