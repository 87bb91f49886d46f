/** Counts the starts that never showed a picture: after two in a row the page opens nothing by itself. */
import type { KeptStorage } from './storage'

export interface Boot {
  /** Nothing may open by itself: two starts have failed, or the address asks for it with '?safe=1'. */
  readonly safe: boolean
  /** The page is being looked at and starts to open something. */
  begin(): void
  /** A picture is on the screen. */
  shown(): void
}

const key = 'failed-starts'
const failuresAllowed = 2

export function createBoot(storage: KeptStorage, search: string): Boot {
  const failed = Number(storage.read(key) ?? 0) || 0
  let begun = false
  return {
    safe: failed >= failuresAllowed || new URLSearchParams(search).get('safe') === '1',
    begin() {
      if (begun) return
      begun = true
      storage.write(key, String(failed + 1))
    },
    shown() {
      begun = true
      storage.write(key, '0')
    },
  }
}
