/** The last runs in the browser's database; loaded when something is saved or listed. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { lineOf, linesWith, newestFirst, type KeptLine, type RunShelf, type SavedRun } from './shelf'

interface Schema extends DBSchema {
  /** The form of the first version: lines and texts in one. */
  runs: { key: string; value: SavedRun }
  lines: { key: string; value: KeptLine }
  /** By the id of the run. */
  texts: { key: string; value: string }
}

/** Rejects where the browser has no database or forbids it, or another page holds an older one open. */
export async function openDatabaseShelf(): Promise<RunShelf> {
  const database = await openDatabase()
  return {
    list: async () => newestFirst(await database.getAll('lines')),
    text: async (id) => (await database.get('texts', id)) ?? null,
    async put(run) {
      const change = database.transaction(['lines', 'texts'], 'readwrite')
      const [lines, texts] = [change.objectStore('lines'), change.objectStore('texts')]
      const before = await lines.getAll()
      const line = lineOf(run)
      const kept = new Set(linesWith(before, line).map(({ id }) => id))
      const gone = before.filter(({ id }) => !kept.has(id))
      await Promise.all([
        lines.put(line),
        texts.put(run.text, run.id),
        ...gone.flatMap(({ id }) => [lines.delete(id), texts.delete(id)]),
      ])
      await change.done
    },
    async remove(id) {
      const change = database.transaction(['lines', 'texts'], 'readwrite')
      await Promise.all([change.objectStore('lines').delete(id), change.objectStore('texts').delete(id)])
      await change.done
    },
  }
}

function openDatabase(): Promise<IDBPDatabase<Schema>> {
  return new Promise((resolve, reject) => {
    openDB<Schema>('strata', 2, {
      upgrade(database, from, _to, change) {
        const lines = database.createObjectStore('lines', { keyPath: 'id' })
        const texts = database.createObjectStore('texts')
        if (from === 0) return
        const move = async (): Promise<void> => {
          for (const run of await change.objectStore('runs').getAll()) {
            await lines.put(lineOf(run))
            await texts.put(run.text, run.id)
          }
          database.deleteObjectStore('runs')
        }
        move().catch(() => change.abort())
      },
      blocked: () => reject(new Error('blocked')),
      // A newer page wants to change the form.
      blocking: (_from, _to, { target }) => (target as IDBDatabase).close(),
    }).then(resolve, reject)
  })
}
