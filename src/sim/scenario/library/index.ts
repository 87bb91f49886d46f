/** The built-in scenarios, by id: those of the first two lessons, and the others once they are loaded. */
import type { BranchData, Link } from '../link'
import type { Scenario } from '../scenario'
import { blends } from './blends'
import { growth } from './growth'
import { oneKernel } from './one-kernel'
import { sevenVersusSeven } from './seven-versus-seven'

export { blends, growth }

const known: Record<string, Scenario> = { 'seven-versus-seven': sevenVersusSeven, 'one-kernel': oneKernel }

export const library: Readonly<Record<string, Scenario>> = known

/** How a scenario opens that begins with several branches. */
export interface LibraryOpening {
  readonly branches: readonly BranchData[]
  readonly view: NonNullable<Link['view']>
}

const begun: Record<string, LibraryOpening> = {}

/** By id; most scenarios have none and open with one branch on the map. */
export const openings: Readonly<Record<string, LibraryOpening>> = begun

export function addScenarios(
  more: Readonly<Record<string, Scenario>>,
  ways: Readonly<Record<string, LibraryOpening>> = {},
): void {
  Object.assign(known, more)
  Object.assign(begun, ways)
}
