/** The built-in scenarios, by id. */
import type { Scenario } from '../scenario'
import { growth, sevenVersusSeven } from './seven-versus-seven'
import { oneKernel } from './one-kernel'
import { smallCluster } from './small-cluster'

export { growth }
export { labScenarios } from './names'

export const library: Readonly<Record<string, Scenario>> = {
  'seven-versus-seven': sevenVersusSeven,
  'one-kernel': oneKernel,
  'small-cluster': smallCluster,
}
