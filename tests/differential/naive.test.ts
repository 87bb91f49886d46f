// The fast core against the naive model: the same stories, the same world at every moment.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogueStoryArbitrary, disagreement } from '../support/naive-compare'
import { operatedStoryArbitrary } from '../support/operations'
import { storyArbitrary } from '../support/worlds'

test('in crowded little worlds both say the same at every moment', () => {
  fc.assert(
    fc.property(storyArbitrary, (story) => {
      expect(disagreement(story, 60)).toBeNull()
    }),
    { numRuns: 120, seed: 1 },
  )
})

test('whatever an operator does, both say the same at every moment', () => {
  fc.assert(
    fc.property(operatedStoryArbitrary, (story) => {
      expect(disagreement(story, 30)).toBeNull()
    }),
    { numRuns: 120, seed: 3 },
  )
})

test('in worlds from the catalogue both say the same after every command and ten times between', () => {
  fc.assert(
    fc.property(catalogueStoryArbitrary, (story) => {
      expect(disagreement(story, 10)).toBeNull()
    }),
    { numRuns: 120, seed: 2 },
  )
})
