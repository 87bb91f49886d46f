/** The built-in scenarios, by id: those of the first two lessons, and the others once they are loaded. */
import type { Scenario } from '../scenario'
import { blends } from './blends'
import { growth } from './growth'
import { oneKernel } from './one-kernel'
import { sevenVersusSeven } from './seven-versus-seven'

export { blends, growth }

const known: Record<string, Scenario> = { 'seven-versus-seven': sevenVersusSeven, 'one-kernel': oneKernel }

export const library: Readonly<Record<string, Scenario>> = known

export function addScenarios(more: Readonly<Record<string, Scenario>>): void {
  Object.assign(known, more)
}
