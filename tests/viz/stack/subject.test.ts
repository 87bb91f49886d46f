// The four layers of the subject: every band belongs to one, and together they are what the host has given out.
import { expect, test } from 'vitest'
import { layerNames } from '../../../src/viz/palette'
import { layersOfSubject, subjectOf, subjects } from '../../../src/viz/stack/subject'

test('every layer but what is left over belongs to exactly one of the four', () => {
  for (const layer of layerNames) {
    const owners = subjects.filter((subject) => layersOfSubject[subject].includes(layer))
    expect([layer, owners.length]).toEqual([layer, layer === 'free' ? 0 : 1])
    expect(subjectOf(layer)).toBe(owners[0] ?? null)
  }
})

test('kernels of host and guest are one layer, libraries belong to the application', () => {
  expect(subjectOf('guest')).toBe(subjectOf('hostKernel'))
  expect(subjectOf('shared')).toBe('application')
  expect(subjectOf('hypervisor')).toBe('machine')
})
