// The page's lists of ids are the catalogue's own.
import { expect, test } from 'vitest'
import { apps, flavours, hypervisors, kernels, machines, mixes, runtimes } from '../../../src/sim/catalog'
import { catalogueIds } from '../../../src/sim/catalog/ids'

test('the lists of ids name everything the catalogue has, in its order', () => {
  const idsOf = (profiles: readonly { readonly id: string }[]) => profiles.map(({ id }) => id)
  expect(catalogueIds).toEqual({
    machines: idsOf(machines),
    kernels: idsOf(kernels),
    hypervisors: idsOf(hypervisors),
    runtimes: idsOf(runtimes),
    flavours: idsOf(flavours),
    apps: idsOf(apps),
    mixes: idsOf(mixes),
  })
})
