// Looking for a browser honours the wish of whoever runs the tests, and never passes over it.
import { afterEach, expect, test, vi } from 'vitest'
import { findBrowser } from '../support/find-browser'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('a browser that was asked for and cannot be run is an error, even if another could be found', () => {
  vi.stubEnv('STRATA_BROWSER', '/nowhere/browser')
  expect(() => findBrowser()).toThrow('STRATA_BROWSER is /nowhere/browser')
})

test('STRATA_BROWSER is taken before CHROME_PATH, and both before a search', () => {
  vi.stubEnv('STRATA_BROWSER', process.execPath)
  vi.stubEnv('CHROME_PATH', '/nowhere/browser')
  expect(findBrowser()).toMatchObject({ path: process.execPath, how: 'set by STRATA_BROWSER' })
})
