// The lock file installs anywhere: native parts of every platform are in it, and no registry's address is.
import { expect, test } from 'vitest'
import { readText } from './files'

interface LockEntry {
  readonly version?: string
  readonly integrity?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock = readText('package-lock.json')
const { packages } = JSON.parse(lock) as { packages: Readonly<Record<string, LockEntry>> }

test('every optional dependency in the lock has a version and an integrity', () => {
  const wanted = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).map((name) => ({ path, name })),
  )
  expect(wanted.length).toBeGreaterThan(0)
  const incomplete = wanted.filter(({ path, name }) => {
    const found = installedFor(path, name)
    return found?.version === undefined || found.integrity === undefined
  })
  expect(incomplete).toEqual([])
})

test('the lock names no address to download from', () => {
  expect(lock).not.toContain('"resolved"')
  expect(lock).not.toMatch(/https?:\/\/[^"]+\.tgz/)
})

/** Node's way of looking: beside the package, then beside each package that contains it. */
function installedFor(path: string, name: string): LockEntry | undefined {
  for (let owner = path; ; owner = owner.slice(0, Math.max(0, owner.lastIndexOf('node_modules/') - 1))) {
    const found = packages[`${owner === '' ? '' : `${owner}/`}node_modules/${name}`]
    if (found !== undefined || owner === '') return found
  }
}
