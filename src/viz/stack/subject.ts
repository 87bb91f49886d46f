/** The four layers of the subject: machine, operating system, application, data; and whose a band is. */
import type { StackView } from '../../sim'
import type { LayerName } from '../palette'

export const subjects = ['machine', 'system', 'application', 'data'] as const
export type Subject = (typeof subjects)[number]

/** What each of the four consists of on a host; data lie in the memory of the application that works with them. */
export const layersOfSubject: Readonly<Record<Subject, readonly LayerName[]>> = {
  machine: ['hardware', 'hypervisor'],
  system: ['hostKernel', 'guest', 'runtime'],
  application: ['libraries', 'app'],
  data: [],
}

/** Null for what is left over. */
export function subjectOf(layer: LayerName | 'shared'): Subject | null {
  if (layer === 'shared') return 'application'
  return subjects.find((subject) => layersOfSubject[subject].includes(layer)) ?? null
}

/** MiB of the host that each takes; null for data, which no band shows apart. */
export function subjectMiB(view: StackView): Readonly<Record<Subject, number | null>> {
  const { units } = view
  return {
    machine: sum(units.hypervisorMiB),
    system: view.hostKernelMiB + sum(units.guestMiB) + sum(units.runtimeMiB),
    application: view.sharedMiB + sum(units.librariesMiB) + sum(units.appMiB),
    data: null,
  }
}

function sum(amounts: Uint32Array): number {
  let whole = 0
  for (const amount of amounts) whole += amount
  return whole
}
