/** The built-in scenarios that open when a reader goes there, by id. */
import type { Scenario } from '../scenario'
import type { LibraryOpening } from '.'
import { appendOnly } from './append-only'
import { threeWays, threeWaysBranches } from './compare'
import { emptyCluster } from './empty-cluster'
import { experimentWorlds } from './experiments'
import { liveMigration } from './live-migration'
import { nestedPaging } from './nested-paging'
import { overcommit } from './overcommit'
import { powerBill } from './power-bill'
import { smallCluster } from './small-cluster'
import { tenThousandHosts } from './ten-thousand-hosts'

export const laterScenarios: Readonly<Record<string, Scenario>> = {
  overcommit,
  'nested-paging': nestedPaging,
  'live-migration': liveMigration,
  'append-only': appendOnly,
  'small-cluster': smallCluster,
  'empty-cluster': emptyCluster,
  'power-bill': powerBill,
  'ten-thousand-hosts': tenThousandHosts,
  'three-ways': threeWays,
  ...experimentWorlds,
}

export const laterOpenings: Readonly<Record<string, LibraryOpening>> = {
  'three-ways': { branches: threeWaysBranches, view: { stage: 'compare', compare: [0, 1, 2] } },
}
