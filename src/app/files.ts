/** Files in and out: a run as '.strata.json', and files of others that become runs. */
import type { Link } from '../sim'
import type { DroppedFile } from './slices/notices'

/** Bytes; bigger files are refused unread. The readers have limits of their own, in characters. */
export const largestFile = 5_000_000

/** Why a file cannot be imported; its sentences are 'import.<code>.what', '.why' and '.do'. */
export interface ImportProblem {
  readonly code: string
  /** The file it is in, where that is not the main one. */
  readonly file?: string
  /** From 1; 0 for the file as a whole. */
  readonly line: number
  readonly column: number
  readonly path: string
  readonly args: Readonly<Record<string, string | number>>
}

export interface ImportNote {
  readonly code: string
  readonly args: Readonly<Record<string, string | number>>
}

export type ComposeKind = 'vm' | 'container'

/** `file` is the main one of those that were given. */
export type Imported = { readonly file: string } & (
  { readonly link: Link } | { readonly problems: readonly ImportProblem[] }
)

export interface ImportOptions {
  /** What the services of a Compose file run in; manifests and recordings say it themselves. */
  readonly wrap: ComposeKind
}

/** The simulator's reader of other people's files, loaded only when one is dropped. */
export interface Importer {
  /** What kind of files these are, by their content. */
  kindOf(files: readonly DroppedFile[]): 'compose' | 'kubernetes' | 'planetlab'
  importFiles(files: readonly DroppedFile[], options: ImportOptions): Imported
  /** The note in a line of a scenario's notes; null for a line in plain words. */
  parseNoteLine(line: string): ImportNote | null
}

/** Of dropped files those that decide what the drop is: descriptions, else recordings without an ending known. */
export function candidatesOf(files: readonly DroppedFile[]): readonly DroppedFile[] {
  const described = files.filter(({ name }) => /\.(json|ya?ml)$/i.test(name))
  if (described.length > 0) return described
  const others = files.filter(({ name }) => !/(^|\/)\.[^/]*$/.test(name))
  return others.length > 0 && others.every(({ text }) => /^[0-9]+\s/.test(text)) ? others : []
}

/** Hands a text to the browser as a download. */
export function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  URL.revokeObjectURL(address)
}

/** Lets the browser ask for files; nothing is called when the reader thinks better of it. */
export function chooseFiles(onChosen: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.hidden = true
  input.addEventListener('cancel', () => input.remove())
  input.addEventListener('change', () => {
    input.remove()
    if (input.files !== null && input.files.length > 0) onChosen([...input.files])
  })
  // Some browsers tell nothing of an input that is not in the page.
  document.body.append(input)
  input.click()
}
