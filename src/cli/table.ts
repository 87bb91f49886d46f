/** Plain tables for terminals: columns as wide as their widest cell, where a Chinese character counts two. */

/** Rows of cells → lines, each ended. Columns named in `right` are aligned to the right. */
export function tableText(
  rows: readonly (readonly string[])[],
  { right = [], indent = '' }: { readonly right?: readonly number[]; readonly indent?: string } = {},
): string {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, widthOf(cell))
    })
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, at) => {
        const padding = ' '.repeat((widths[at] ?? 0) - widthOf(cell))
        return right.includes(at) ? padding + cell : cell + padding
      })
      return `${indent}${cells.join('  ').trimEnd()}\n`
    })
    .join('')
}

/** Columns of a terminal that a text takes. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1
  return width
}

// The blocks of East Asian scripts and full-width forms that the texts can hold.
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}

/** What a terminal would obey is shown instead: texts of strangers may hold anything. */
export function harmless(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
