// Every law of tests/support/laws.ts at every instant of random small worlds with random commands.
import { expect, test } from 'vitest'
import { forAll } from '../support/for-all'
import { breachOf } from '../support/story'
import { storyArbitrary } from '../support/worlds'

test('every law holds at every instant, whatever is done', () => {
  forAll(storyArbitrary, 160, (story) => expect(breachOf(story)).toBeNull())
})
