// The laws of tests/properties with many more stories, and new ones each time.
import { expect, test } from 'vitest'
import { forAll } from '../support/for-all'
import { hostStoryArbitrary } from '../support/host-worlds'
import { breachOf } from '../support/story'
import { storyArbitrary } from '../support/worlds'

test.each([1, 2, 3, 4])('every law holds at every instant of 5,000 stories (part %d of 4)', (part) => {
  forAll(storyArbitrary, 5000, (story) => expect(breachOf(story)).toBeNull(), part)
})

test.each([1, 2])(
  'every law holds at every instant of 5,000 stories of unlike hosts (part %d of 2)',
  (part) => {
    forAll(hostStoryArbitrary, 5000, (story) => expect(breachOf(story)).toBeNull(), part)
  },
)
