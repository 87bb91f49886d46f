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
  {
    id: 'tinyx',
    title: 'Tinyx',
    // 30 MB.
    guestOs: { value: 28.61, unit: 'MiB', source: 'lightvm-figures', note: 'catalog.note.guest-tinyx' },
  },
  {
    id: 'unikernel',
    title: 'Unikernel (Unikraft)',
    // 2 MB.
    guestOs: { value: 1.91, unit: 'MiB', source: 'eurosys2021', note: 'catalog.note.guest-unikernel' },
  },
  {
    id: 'mini-os',
    title: 'Unikernel (MiniOS)',
    // 3.6 MB.
    guestOs: { value: 3.43, unit: 'MiB', source: 'lightvm-figures', note: 'catalog.note.guest-mini-os' },
  },
]
