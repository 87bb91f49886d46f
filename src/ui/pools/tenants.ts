/** Tenants as the pictures show them: one of four shades by their place in the topology, and a name never empty. */
import type { FleetTopology } from '../../sim'
import type { TextFunction } from '../hooks/useText'

/** Shades there are; with more tenants they repeat, and the names tell them apart. */
const shades = 4

/** 1 to 4, for `--pool-1` and so on. */
export function shadeOf(topology: FleetTopology | null, tenant: string, others: readonly string[]): number {
  const at = (topology?.tenants ?? others).indexOf(tenant)
  return (Math.max(0, at) % shades) + 1
}

/** Tenant of each group by name. */
export function tenantsByGroup(topology: FleetTopology | null): ReadonlyMap<string, string> {
  const groups = topology?.groups ?? []
  return new Map(groups.map(({ name, tenant }) => [name, topology?.tenants[tenant] ?? '']))
}

export function tenantName(t: TextFunction, tenant: string): string {
  return tenant === '' ? t('pools.no-tenant') : tenant
}

/** Whether a name is this group's, or that of something it holds: 'web', 'web-3' and 'web-vm-3' belong to 'web'. */
export function belongsTo(name: string | null | undefined, group: string): boolean {
  if (name === null || name === undefined || group === '') return false
  return (
    name === group ||
    (name.startsWith(`${group}-`) && /^((vm|sandbox)-)?\d+$/.test(name.slice(group.length + 1)))
  )
}
