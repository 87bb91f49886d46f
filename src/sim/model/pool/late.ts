/** What is changed of pools while a world runs. */
import { defineLate, none, type World } from '../../core'
import { poolLimitCommand, poolReservationCommand, poolSharesCommand, type PoolSim } from './commands'

/** Every pool is in one that stands before it: no chain runs in circles. None promises more than it may give. */
function poolsAreNested({ tables }: World): string | null {
  const { rows, columns } = tables['pools']
  for (let pool = 0; pool < rows.size; pool++) {
    if (columns['parent'][pool] !== none && columns['parent'][pool] >= pool)
      return `pool ${pool} is not behind the pool that it is in`
    const limit = columns['limitMillicores'][pool]
    if (limit > 0 && columns['reservationMillicores'][pool] > limit)
      return `pool ${pool} reserves more than its limit`
  }
  return null
}

export const poolLate = defineLate<PoolSim['tables']>({
  commands: [poolSharesCommand, poolReservationCommand, poolLimitCommand],
  invariants: [poolsAreNested],
})
