// Whatever hosts are like and whatever is changed about them: every law holds, and a replay ends in the same world.
import { testHeldLaws } from '../support/held-laws'
import { anyCommandArbitrary, hostStoryArbitrary } from '../support/host-worlds'

testHeldLaws(hostStoryArbitrary, anyCommandArbitrary)
