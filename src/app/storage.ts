/** The browser's storage; where it is missing, full or forbidden, values last as long as the page. */

export interface KeptStorage {
  read(key: string): string | null
  write(key: string, value: string): void
}

const prefix = 'strata.'

/** `open` is called on each use, because merely naming localStorage throws where it is forbidden. */
export function guardedStorage(open: () => Storage): KeptStorage {
  const memory = new Map<string, string>()
  return {
    read(key) {
      try {
        return open().getItem(prefix + key) ?? memory.get(key) ?? null
      } catch {
        return memory.get(key) ?? null
      }
    },
    write(key, value) {
      memory.set(key, value)
      try {
        open().setItem(prefix + key, value)
      } catch {
        // Kept in memory above, for as long as the page lives.
      }
    },
  }
}
