/** Messages above the page, and the one dialog that may be open. */

export interface Notice {
  readonly id: number
  readonly tone: 'problem' | 'news'
  /** The key of its sentence; a problem has three: '<text>.what', '.why' and '.do'. */
  readonly text: string
  readonly args: Readonly<Record<string, string | number>>
  /** Where in the link or file, as the reader can find it; empty when it has no place. */
  readonly place: string
  /** 'reload' fetches the newer version that is at hand. */
  readonly action: 'undo' | 'reload' | null
  /** The file it is about: gone when another file opens. */
  readonly file?: string
  /** A more exact key: its sentences are shown instead, where it has them and all they ask for is given. */
  readonly cause?: string
  /** Further problems of the same file that are not listed. */
  readonly more?: number
}

export interface DroppedFile {
  /** With its path inside what was dropped. */
  readonly name: string
  readonly text: string
}

export type Dialog =
  | { readonly type: 'share' }
  | { readonly type: 'keys' }
  | { readonly type: 'recent' }
  | { readonly type: 'palette' }
  | { readonly type: 'glossary' }
  /** `name` is the main one of the files. */
  | { readonly type: 'compose'; readonly name: string; readonly files: readonly DroppedFile[] }

export interface NoticeSlice {
  readonly notices: readonly Notice[]
  readonly dialog: Dialog | null
  readonly factsOpen: boolean
}

export const emptyNotices: NoticeSlice = { notices: [], dialog: null, factsOpen: false }
