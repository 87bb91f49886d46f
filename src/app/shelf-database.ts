/** The last runs in the browser's database; loaded when something is saved or listed. */
import { openDB, type DBSchema } from 'idb'
import { newestFirst, type RunShelf, type SavedRun } from './shelf'

interface Schema extends DBSchema {
  runs: { key: string; value: SavedRun }
}

/** Rejects where the browser has no database or forbids it. */
export async function openDatabaseShelf(): Promise<RunShelf> {
  const database = await openDB<Schema>('strata', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('runs', { keyPath: 'id' }),
  })
  return {
    list: async () => newestFirst(await database.getAll('runs')),
    async put(run) {
      const change = database.transaction('runs', 'readwrite')
      await change.store.put(run)
      const all = await change.store.getAll()
      const kept = new Set(newestFirst(all).map(({ id }) => id))
      await Promise.all(all.filter(({ id }) => !kept.has(id)).map(({ id }) => change.store.delete(id)))
      await change.done
    },
    remove: (id) => database.delete('runs', id),
  }
}
