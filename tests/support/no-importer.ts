/** A reader of files that finds nothing in any of them. */
import type { Importer } from '../../src/app/files'

export const noImporter: Importer = {
  kindOf: () => 'compose',
  importFiles: () => ({ file: '', problems: [] }),
  parseNoteLine: () => null,
}
