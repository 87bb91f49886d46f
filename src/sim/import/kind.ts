/** What kind of files these are, by their content: nobody should have to say it. */
import type { SourceText } from './kubernetes/objects'

export type FileKind = 'compose' | 'kubernetes' | 'planetlab'

/** Objects of Kubernetes say their version and kind at the left edge, or in JSON within the first brace. */
export function kindOfFiles(files: readonly SourceText[]): FileKind {
  if (files.length > 0 && files.every(({ text }) => isTrace(text))) return 'planetlab'
  return files.some(({ text }) => isManifest(text)) ? 'kubernetes' : 'compose'
}

function isManifest(text: string): boolean {
  const isFlow = /^\uFEFF?\s*[{[]/.test(text)
  const has = (key: string) =>
    new RegExp(`${isFlow ? '[{,\\s]' : '^'}["']?${key}["']?[ \\t]*:`, 'm').test(text)
  return has('apiVersion') && has('kind')
}

/** Lines of numbers and nothing else; its beginning is enough to tell. */
function isTrace(text: string): boolean {
  const start = text.slice(0, 200)
  return /^\uFEFF?\s*-?[0-9]+\s*(?:\n|$)/.test(start) && !/[^0-9\s.\uFEFF-]/.test(start)
}
