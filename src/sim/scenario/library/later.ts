/** The built-in scenarios that open when a reader goes there, by id. */
import type { Scenario } from '../scenario'
import { emptyCluster } from './empty-cluster'
import { experimentWorlds } from './experiments'
import { nestedPaging } from './nested-paging'
import { overcommit } from './overcommit'
import { powerBill } from './power-bill'
import { smallCluster } from './small-cluster'
import { tenThousandHosts } from './ten-thousand-hosts'

export const laterScenarios: Readonly<Record<string, Scenario>> = {
  overcommit,
  'nested-paging': nestedPaging,
  'small-cluster': smallCluster,
  'empty-cluster': emptyCluster,
  'power-bill': powerBill,
  'ten-thousand-hosts': tenThousandHosts,
  ...experimentWorlds,
}
