/** Shape of an entry of the bibliography. */

/**
 * What kind of evidence a source is. 'recalled' is a published figure that was quoted from memory or by a third
 * party, without the original at hand; 'assumption' is a default chosen for this simulator, never measured.
 */
export type SourceKind = 'specification' | 'measurement' | 'vendor' | 'recalled' | 'assumption'

export interface Source {
  readonly title: string
  readonly publisher?: string
  readonly year?: number
  readonly address?: string
  readonly kind: SourceKind
  /** How the source was read, and what to keep in mind; bibliographic, therefore in one language. */
  readonly note?: string
}
