/** Initials of Chinese words, as Chinese readers type them: 放置 → fz. The dictionary is large, so it is loaded late. */
import { pinyin } from 'pinyin-pro'

/** Letters and digits stay as they are; marks and spaces are left out. */
export function initialsOf(chinese: string): string {
  return pinyin(chinese, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}
