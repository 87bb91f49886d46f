// Recomputes the golden scenarios and compares them with the committed files.
// UPDATE_GOLDEN=1 writes the files anew; say why in the commit.
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../src/sim'
import { readGolden, writeGolden } from './files'
import { goldenLibrary } from './library'
import { digestsOf, transcriptOf } from './runner'
import { goldenScenarios } from './scenarios'

const update = process.env['UPDATE_GOLDEN'] === '1'

function check(name: string, scenario: Scenario, withTranscript: boolean): void {
  const golden = { digests: digestsOf(scenario), transcript: withTranscript ? transcriptOf(scenario) : [] }
  if (update) writeGolden(name, golden)
  const committed = readGolden(name)
  // The transcript first: it says what changed, the digests only that something did.
  expect(golden.transcript).toEqual(committed.transcript)
  expect(golden.digests).toEqual(committed.digests)
}

describe('the golden scenarios are what they were', () => {
  test.each(Object.entries(goldenScenarios))('%s', (name, scenario) => {
    check(name, scenario, true)
  })

  test.each(Object.entries(goldenLibrary))('%s of the library, by its digests', (name, scenario) => {
    check(`library-${name}`, scenario, false)
  })
})
