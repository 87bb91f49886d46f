// Addresses, links, files and storage: the page's dealings with what readers bring and browsers allow.
import { expect, test } from 'vitest'
import { textsOf } from '../../src/app/dropping'
import { candidatesOf, largestFile } from '../../src/app/files'
import { comfortOf, linkTextIn, linkTextOf } from '../../src/app/link'
import { addressOf, routeOf, type Route } from '../../src/app/router'
import { guardedStorage } from '../../src/app/storage'

test('an address names the start, the list of lessons, a lesson or the laws', () => {
  expect(routeOf('')).toEqual({ page: 'lesson', id: null })
  expect(routeOf('?learn')).toEqual({ page: 'learn' })
  expect(routeOf('?models')).toEqual({ page: 'models' })
  expect(routeOf('?validation')).toEqual({ page: 'validation' })
  expect(routeOf('?lesson=one-kernel&lang=zh-CN')).toEqual({ page: 'lesson', id: 'one-kernel' })
})

test('every route leads back to itself through its address', () => {
  const routes: readonly Route[] = [
    { page: 'lesson', id: null },
    { page: 'lesson', id: 'one-kernel' },
    { page: 'learn' },
    { page: 'models' },
    { page: 'validation' },
  ]
  for (const route of routes) {
    const address = addressOf(route, '')
    expect(routeOf(address.slice(address.indexOf('?')))).toEqual(route)
  }
})

test('language and theme stay in the address, anything else does not', () => {
  expect(addressOf({ page: 'learn' }, '?lang=zh-CN&theme=dark&lesson=x&utm=1')).toBe(
    './?lang=zh-CN&theme=dark&learn',
  )
})

test('addresses are relative, so that any folder of any server will do', () => {
  expect(addressOf({ page: 'lesson', id: null }, '')).toBe('./')
})

test('a link is found in a hash, in a whole address, and as bare text', () => {
  expect(linkTextOf('')).toBeNull()
  expect(linkTextOf('#s1.abc')).toBe('s1.abc')
  expect(linkTextIn(' https://strata.example/?lesson=x#s1.abc ')).toBe('s1.abc')
  expect(linkTextIn('s1.abc')).toBe('s1.abc')
})

test('a link is comfortable to 400 characters and tight to 2000', () => {
  expect([400, 401, 2000, 2001].map(comfortOf)).toEqual(['comfortable', 'tight', 'tight', 'long'])
})

test('of dropped files the descriptions count, or else recordings that hold nothing but numbers', () => {
  const files = (...names: string[]) => names.map((name) => ({ name, text: '12\n7\n' }))
  const names = (...given: string[]) => candidatesOf(files(...given)).map(({ name }) => name)
  expect(names('a/README.md', 'a/moment.strata.json', 'b/docker-compose.YML')).toEqual([
    'a/moment.strata.json',
    'b/docker-compose.YML',
  ])
  expect(names('day/host_a_com', 'day/host_b', 'day/.env')).toEqual(['day/host_a_com', 'day/host_b'])
  expect(candidatesOf([{ name: 'notes.txt', text: 'hello' }, ...files('host_a')])).toEqual([])
})

test('a file that is too large is not read', async () => {
  const file = { name: 'a.yaml', size: largestFile + 1, text: () => Promise.reject(new Error('read')) }
  expect(await textsOf([{ path: 'in/a.yaml', file: file as unknown as File }])).toEqual({
    tooLarge: 'in/a.yaml',
  })
})

test('where storage is forbidden, choices last as long as the page', () => {
  const storage = guardedStorage(() => {
    throw new Error('SecurityError')
  })
  expect(storage.read('locale')).toBeNull()
  storage.write('locale', 'zh-CN')
  expect(storage.read('locale')).toBe('zh-CN')
})

test('stored values carry a prefix, because an origin may be shared', () => {
  const kept = new Map<string, string>()
  const open = () =>
    ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    }) as unknown as Storage
  guardedStorage(open).write('theme', 'dark')
  expect([...kept]).toEqual([['strata.theme', 'dark']])
  expect(guardedStorage(open).read('theme')).toBe('dark')
})
