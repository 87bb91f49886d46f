/** Isolation: what one fault takes along, and what of its neighbours' kernel an instance can reach; reads only. */
import { defineMechanism } from '../../core'
import { container } from '../container'
import { failure } from '../failure'
import { kernel } from '../kernel'
import { vm } from '../vm'
import { workload } from '../workload'

export const isolation = defineMechanism({
  name: 'isolation',
  needs: [kernel, workload, vm, container, failure],
  tables: {},
})
