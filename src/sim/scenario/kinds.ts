/** The everyday wrappings, by name: what `kind` stands for when a scenario does not spell out `wrap`. */
import type { Kind, WorkloadGroup } from './scenario'

export function defaultWraps(kind: Kind): NonNullable<WorkloadGroup['wrap']> {
  switch (kind) {
    case 'process':
      return []
    case 'container':
      return [{ profile: 'runc' }]
    case 'vm':
      return [{ profile: 'kvm-qemu' }]
    case 'container-in-vm':
      return [{ profile: 'kvm-qemu', per: 10 }, { profile: 'runc' }]
  }
}
