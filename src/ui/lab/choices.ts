/** What can be chosen when something is added: the scenario's own definitions first, then the catalogue. */
import { hasText } from '../../i18n/text'
import {
  catalogueIds,
  flavourSizes,
  hypervisorFamilies,
  runtimeFamilies,
  type Kind,
  type Policy,
  type Scenario,
} from '../../sim'
import type { TextFunction } from '../hooks/useText'

export const kindChoices = [
  'vm',
  'container',
  'container-in-vm',
  'process',
] as const satisfies readonly Kind[]

export const policyChoices = [
  'spread',
  'pack',
  'first-fit',
  'best-fit',
  'worst-fit',
  'block',
] as const satisfies readonly Policy[]

export interface Choice {
  readonly id: string
  readonly words: string
  /** Heading under which it stands with its like. */
  readonly family?: string
}

/** Hypervisors of a VM, runtimes of a container; a process needs neither. */
export function profileChoices(t: TextFunction, kind: Kind): readonly Choice[] {
  if (kind === 'process') return []
  const families = kind === 'container' ? runtimeFamilies : hypervisorFamilies
  return Object.entries<readonly string[]>(families).flatMap(([family, ids]) =>
    ids.map((id) => ({ id, words: t(`catalog.wrap.${id}`), family: t(`catalog.family.${family}`) })),
  )
}

export function definedChoices(
  t: TextFunction,
  scenario: Scenario | null,
  list: 'machines' | 'flavours' | 'apps',
): readonly Choice[] {
  const prefix = { machines: 'machine', flavours: 'flavour', apps: 'app' }[list]
  const own = Object.keys(scenario?.define?.[list] ?? {})
  const known = catalogueIds[list].filter((id) => !own.includes(id))
  return [...own, ...known].map((id) => {
    const key = `catalog.${prefix}.${id}`
    // What a scenario defines has no title but its id, even where the catalogue knows the same word.
    const name = own.includes(id) || !hasText(key) ? id : t(key)
    if (list !== 'flavours') return { id, words: name }
    const size = scenario?.define?.flavours?.[id] ?? flavourSizes.find((one) => one.id === id)
    const words =
      size === undefined ? name : t('lab.form.size', { name, vcpus: size.vcpus, mib: size.memoryMiB })
    return { id, words }
  })
}

export function kernelChoices(t: TextFunction): readonly Choice[] {
  return catalogueIds.kernels.map((id) => ({ id, words: t(`catalog.kernel.${id}`) }))
}
