/** Which skin the screen wears and what it leaves out: chosen by the address, written by the share dialog. */
import type { Beat } from '../../sim'

export const skins = ['full', 'embed', 'present'] as const
export type Skin = (typeof skins)[number]

/** Parts of the Lab and of a lesson that an address may leave out. */
export const hideable = [
  'header',
  'build',
  'inspector',
  'timeline',
  'lens',
  'series',
  'lab',
  'share',
] as const
export type Hideable = (typeof hideable)[number]

export interface SkinSlice {
  readonly ui: Skin
  readonly hide: readonly Hideable[]
  /** False where unmodified keys belong to the page around this one. */
  readonly keys: boolean
  /** Moments of a talk, walked through with PageDown and PageUp. */
  readonly beats: readonly Beat[]
  /** The beat that is shown; -1 before the first. */
  readonly beat: number
  /** The lecturer has blanked the screen. */
  readonly blank: boolean
}

/** Unknown words are left out: an address written for another version still works. */
export function skinOf(search: string): SkinSlice {
  const query = new URLSearchParams(search)
  const words = (query.get('hide') ?? '').split(',')
  return {
    ui: skins.find((skin) => skin === query.get('ui')) ?? 'full',
    hide: hideable.filter((part) => words.includes(part)),
    keys: query.get('keys') !== '0',
    beats: [],
    beat: -1,
    blank: false,
  }
}
