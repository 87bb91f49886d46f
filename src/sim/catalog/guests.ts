/** Guest systems: what a VM's own kernel and services keep resident. */
import type { GuestProfile } from './profile'

export const guests: readonly GuestProfile[] = [
  {
    id: 'default',
    title: 'Linux cloud image',
    guestOs: {
      value: 225,
      unit: 'MiB',
      source: 'assumed',
      range: [150, 300],
      note: 'catalog.note.guest-default',
    },
  },
  {
    id: 'minimal',
    title: 'Minimal Linux',
    // 29 MB.
    guestOs: { value: 27.66, unit: 'MiB', source: 'eurosys2021', note: 'catalog.note.guest-minimal' },
  },
]
