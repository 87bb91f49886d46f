/** Messages above the page, and the one dialog that may be open. */

export interface Notice {
  readonly id: number
  readonly tone: 'problem' | 'news'
  /** The key of its sentence; a problem has three: '<text>.what', '.why' and '.do'. */
  readonly text: string
  readonly args: Readonly<Record<string, string | number>>
  /** Where in the link or file, as the reader can find it; empty when it has no place. */
  readonly place: string
  readonly action: 'undo' | null
  /** The file it is about: gone when another file opens. */
  readonly file?: string
  /** A more exact key: its sentences are shown instead, where it has them and all they ask for is given. */
  readonly cause?: string
  /** Further problems of the same file that are not listed. */
  readonly more?: number
}

export interface DroppedFile {
  readonly name: string
  readonly text: string
}

export type Dialog =
  | { readonly type: 'share' }
  | { readonly type: 'keys' }
  | { readonly type: 'compose'; readonly file: DroppedFile }

export interface NoticeSlice {
  readonly notices: readonly Notice[]
  readonly dialog: Dialog | null
  readonly factsOpen: boolean
}

export const emptyNotices: NoticeSlice = { notices: [], dialog: null, factsOpen: false }
