/** Names of services made fit for a scenario: lower case, letters and digits and inner dashes, each once. */
import { limits, nameSchema } from '../scenario/scenario'
import * as v from 'valibot'

/** Service → name of its group, in the given order. A service whose name fits keeps it. */
export function groupNames(services: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const service of services) {
    if (!fits(service)) continue
    names.set(service, service)
    taken.add(service)
  }
  const inOrder = new Map<string, string>()
  for (const service of services) {
    const name = names.get(service) ?? freeName(plainName(service), taken)
    taken.add(name)
    inOrder.set(service, name)
  }
  return inOrder
}

function fits(name: string): boolean {
  // The one valid name that a map of definitions refuses.
  return name !== 'constructor' && v.is(nameSchema, name)
}

function plainName(service: string): string {
  const dashed = service.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const bare = dashed.replace(/^[^a-z]+/, '')
  const name = bare === 'constructor' || bare.replace(/-/g, '') === '' ? `service-${dashed}` : bare
  return cut(name, limits.nameLength)
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number++) {
    const ending = `-${number}`
    free = cut(name, limits.nameLength - ending.length) + ending
  }
  return free
}

function cut(name: string, length: number): string {
  return name.slice(0, length).replace(/-+$/, '')
}
