/** Everything that moves pages, and what is told and changed of it: needed by worlds that follow them. */
import { defineLate, Domain } from '../../core'
import { memorySharesCommand, memoryUseCommand, setRuleCommand } from './commands'
import { freeAddsUp, pagesAddUp } from './invariants'
import type { ReclaimSim } from './pages'
import { memoryMetrics } from './parts'
import { settleMemory, stepHost } from './step'

export const reclaimLate = defineLate<ReclaimSim['tables']>({
  settle: [[Domain.host, settleMemory]],
  events: { 'reclaim.step': stepHost },
  commands: [setRuleCommand, memoryUseCommand, memorySharesCommand],
  metrics: memoryMetrics,
  invariants: [pagesAddUp, freeAddsUp],
})
