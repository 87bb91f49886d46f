/** What holds for transfers at the end of every instant. */
import { none, type World } from '../../core'
import { purposeNames, TransferState } from './tables'
import { cardBytes } from './settle'

/** Sums of reals may be off by so little. */
const slack = 1.000001

/** What was begun has arrived, was given up, or is on its way; nothing is sent in vain that was not given up. */
export function nothingIsLost({ tables }: World): string | null {
  const { rows, columns } = tables['transfers']
  const { begun, arrived, givenUp, inVain } = tables['transferTotals'].columns
  const moving = purposeNames.map(() => 0)
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    if (columns['state'][row] !== TransferState.moving) return `transfer ${row} is over and still there`
    if (columns['left'][row] < 0 || columns['left'][row] > columns['bytes'][row])
      return `transfer ${row} has more left than it had to send`
    if (columns['timer'][row] !== none && columns['due'][row] < 0) return `transfer ${row} ends at no time`
    moving[columns['purpose'][row]] += columns['bytes'][row]
  }
  for (const [purpose, name] of purposeNames.entries()) {
    const told = arrived[purpose] + givenUp[purpose] + moving[purpose]
    if (Math.abs(begun[purpose] - told) > 1 + begun[purpose] * 1e-9)
      return `bytes of ${name} are lost or made up`
    if (inVain[purpose] > givenUp[purpose] * slack + 1)
      return `more of ${name} was sent in vain than was given up`
  }
  return null
}

/** No card, disk or registry gives more than it has. */
export function nothingOverflows({ tables }: World): string | null {
  const { rows, columns } = tables['transfers']
  if (rows.live === 0) return null
  const hosts = tables['hosts']
  const [out, into, disk] = ['out', 'in', 'disk'].map(() => new Float64Array(hosts.rows.size))
  let outside = 0
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const [from, to, rate] = [columns['from'][row], columns['to'][row], columns['rate'][row]]
    if (columns['onDisk'][row] === 1) disk[to] += rate
    else {
      if (from === none) outside += rate
      else out[from] += rate
      if (to !== none) into[to] += rate
    }
  }
  const { diskBytes, registryBytes } = tables['transferRules'].columns
  for (let host = 0; host < hosts.rows.size; host++) {
    const most = cardBytes(hosts.columns['nicMbps'][host]) * slack
    if (out[host] > most || into[host] > most) return `the card of host ${host} carries more than it can`
    if (disk[host] > diskBytes[0] * slack) return `the disk of host ${host} copies more than it can`
  }
  return registryBytes[0] > 0 && outside > registryBytes[0] * slack
    ? 'the registry sends more than it can'
    : null
}
