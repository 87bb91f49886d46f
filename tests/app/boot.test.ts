// Safe start: two starts without a picture, and the third opens nothing by itself.
import { expect, test, vi } from 'vitest'
import { createBoot } from '../../src/app/boot'
import { guardedStorage } from '../../src/app/storage'
import { memoryStorage } from '../support/page'
import { createTestApp } from '../support/test-app'

test('two failed starts in a row lead to a safe one, a start with a picture does not', () => {
  const storage = memoryStorage()
  createBoot(storage, '').begin()
  expect(createBoot(storage, '').safe).toBe(false)
  createBoot(storage, '').begin()
  expect(createBoot(storage, '').safe).toBe(true)
  createBoot(storage, '').shown()
  expect(createBoot(storage, '').safe).toBe(false)
})

test('the address can ask for a safe start, and a storage that throws is no reason for one', () => {
  expect(createBoot(memoryStorage(), '?safe=1').safe).toBe(true)
  const broken = guardedStorage(() => {
    throw new Error('forbidden')
  })
  createBoot(broken, '').begin()
  expect(createBoot(broken, '').safe).toBe(false)
})

test('a safe start opens nothing until it is asked to', async () => {
  const { app, address } = createTestApp({ search: '?safe=1&lesson=2' })
  app.start()
  expect(app.store.getState().run).toMatchObject({ status: 'safe', opened: null })
  app.startAnyway()
  await vi.waitFor(() => expect(app.store.getState().run.opened?.lesson).toBe('one-kernel'))
  expect(address.search()).toBe('?lesson=2')
})

test('the first picture ends the start', async () => {
  const storage = memoryStorage()
  const { app } = createTestApp({ storage })
  app.boot.begin()
  app.start()
  app.client.watch({ stacks: [], series: [], factsFrom: 0 })
  await vi.waitFor(() => expect(storage.read('failed-starts')).toBe('0'))
})
