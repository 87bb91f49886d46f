/** The everyday wrappings, by name: what `kind` stands for when a scenario does not spell out `wrap`. */
import { knownWrap } from '../catalog'
import { ways, type Way, type WorkloadGroup } from './scenario'

type Wraps = NonNullable<WorkloadGroup['wrap']>

export function defaultWraps(way: Way): Wraps {
  switch (way) {
    case 'process':
      return []
    case 'container':
      return [{ profile: 'runc' }]
    case 'vm':
      return [{ profile: 'kvm-qemu' }]
    case 'container-in-vm':
      return [{ profile: 'kvm-qemu', per: 10 }, { profile: 'runc' }]
    case 'microvm':
      return [{ profile: 'firecracker', guest: 'minimal' }]
    case 'sandbox':
      return [{ profile: 'gvisor' }]
    case 'unikernel':
      return [{ profile: 'unikernel-qemu' }]
  }
}

/** The way a group's apps run, and how many share the outermost wrapping: the word for it, or the nearest one. */
export function wayOf(group: WorkloadGroup): { readonly way: Way; readonly per: number } {
  const wraps = group.wrap ?? defaultWraps(group.kind ?? 'container')
  const per = wraps[0]?.per ?? 1
  const profiles = (of: Wraps): string => of.map(({ profile }) => profile).join(' ')
  const named = ways.find((way) => profiles(defaultWraps(way)) === profiles(wraps))
  return { way: named ?? nearestWay(wraps), per }
}

function nearestWay(wraps: Wraps): Way {
  const boundaries = wraps.map(({ profile }) => knownWrap(profile)?.boundary)
  if (boundaries.includes('vm')) return wraps.length > 1 ? 'container-in-vm' : 'vm'
  if (boundaries.includes('sandbox')) return 'sandbox'
  return wraps.length > 0 ? 'container' : 'process'
}
