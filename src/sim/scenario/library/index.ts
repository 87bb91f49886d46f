/** The built-in scenarios, by id. */
import type { Scenario } from '../scenario'
import { growth, sevenVersusSeven } from './seven-versus-seven'
import { emptyCluster } from './empty-cluster'
import { oneKernel } from './one-kernel'
import { powerBill } from './power-bill'
import { smallCluster } from './small-cluster'
import { tenThousandHosts } from './ten-thousand-hosts'

export { growth }

export const library: Readonly<Record<string, Scenario>> = {
  'seven-versus-seven': sevenVersusSeven,
  'one-kernel': oneKernel,
  'small-cluster': smallCluster,
  'empty-cluster': emptyCluster,
  'power-bill': powerBill,
  'ten-thousand-hosts': tenThousandHosts,
}
