/** Answers to questions about the present moment. */
import type { Engine } from '../core'
import { finderOf } from './advance'
import type { Look, LookAnswer } from './fleet-views'
import { readMetric } from './metrics'
import { binsOf } from './looks/bins'
import { bottlenecksOf } from './looks/bottlenecks'
import { exitsOf } from './looks/exits'
import { findIn, whereIs } from './looks/find'
import { hotHosts } from './looks/hot'
import { imagesOf } from './looks/images'
import { lifeOf } from './looks/life'
import { memoryOf } from './looks/memory'
import { migrationsOf } from './looks/migrations'
import { poolsOf } from './looks/pools'
import { scheduleOf } from './looks/schedule'
import { startsOf } from './looks/starts'
import { tableView } from './looks/table'

export function lookAt(engine: Engine, look: Exclude<Look, { readonly look: 'about' }>): LookAnswer {
  switch (look.look) {
    case 'pools':
      return poolsOf(engine)
    case 'bins':
      return binsOf(engine, look.from, look.count, look.order)
    case 'table':
      return tableView(engine, look)
    case 'hot':
      return hotHosts(engine, look.lens, look.count)
    case 'find':
      return findIn(engine, look.text, look.count)
    case 'metric':
      return {
        ...look,
        value: readMetric(engine.world, engine.model, finderOf(engine), look.metric, look.subject),
      }
    case 'where':
      return whereIs(engine, look.name)
    case 'memory':
      return memoryOf(engine, look.host)
    case 'bottlenecks':
      return bottlenecksOf(engine, look.host)
    case 'exits':
      return exitsOf(engine, look.host)
    case 'schedule':
      return scheduleOf(engine, look.host, look.scheduler)
    case 'starts':
      return startsOf(engine, look.host)
    case 'images':
      return imagesOf(engine, look.host)
    case 'migrations':
      return migrationsOf(engine)
    case 'life':
      return lifeOf(engine, look.name)
  }
}
