/** Files in and out: a run as '.strata.json', and Compose files that become runs. */
import type { Link } from '../sim'
import type { DroppedFile } from './slices/notices'

/** Bytes; bigger files are refused unread. The readers have limits of their own, in characters. */
export const largestFile = 5_000_000

/** Why a file cannot be imported; its sentences are 'import.<code>.what', '.why' and '.do'. */
export interface ImportProblem {
  readonly code: string
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

export type Imported = { readonly link: Link } | { readonly problems: readonly ImportProblem[] }

/** The simulator's reader of Compose files, loaded only when one is dropped. */
export interface Importer {
  importCompose(text: string, kind: ComposeKind, fileName: string): Imported
  /** The note in a line of a scenario's notes; null for a line in plain words. */
  parseNoteLine(line: string): ImportNote | null
}

type FileKind = 'link' | 'compose' | 'unknown'

export function kindOfFile(name: string): FileKind {
  if (/\.json$/i.test(name)) return 'link'
  return /\.ya?ml$/i.test(name) ? 'compose' : 'unknown'
}

/** Reads a file as text; null when it is too large. */
export async function readTextFile(file: File): Promise<DroppedFile | null> {
  return file.size > largestFile ? null : { name: file.name, text: await file.text() }
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
