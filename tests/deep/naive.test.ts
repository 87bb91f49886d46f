// The comparison of tests/differential with many more stories.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogueStoryArbitrary, disagreement } from '../support/naive-compare'
import { storyArbitrary } from '../support/worlds'

test.each([1, 2, 3, 4])('crowded little worlds agree with the naive model (seed %i)', (seed) => {
  fc.assert(
    fc.property(storyArbitrary, (story) => {
      expect(disagreement(story, 60)).toBeNull()
    }),
    { numRuns: 2000, seed },
  )
})

test.each([1, 2, 3, 4])('worlds from the catalogue agree with the naive model (seed %i)', (seed) => {
  fc.assert(
    fc.property(catalogueStoryArbitrary, (story) => {
      expect(disagreement(story, 10)).toBeNull()
    }),
    { numRuns: 2000, seed },
  )
})
