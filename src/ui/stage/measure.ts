/** How wide a word is in the type of the page. */

let context: CanvasRenderingContext2D | null | undefined

/** px of `words` set bold at `size` px; null where nothing can be measured. */
export function widthOf(words: string, size: number): number | null {
  context ??= 'OffscreenCanvas' in window ? document.createElement('canvas').getContext('2d') : null
  if (context === null) return null
  context.font = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`
  return context.measureText(words).width
}
