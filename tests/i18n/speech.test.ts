// Words for people stand in text files: no component has a sentence of its own.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { filesBelow } from '../architecture/files'

const components = filesBelow('src', ['.tsx'])
const spokenAttributes = [
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
]

/** Words written straight into a component, with their lines. */
function wordsIn(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const pending: ts.Node[] = [file]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const words = spokenBy(node)
    if (words !== null && /\p{L}/u.test(words)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${path}:${line + 1} ${words.trim()}`)
    }
    node.forEachChild((child) => {
      pending.push(child)
    })
  }
  return found
}

function spokenBy(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text
  if (!ts.isJsxAttribute(node) || !spokenAttributes.includes(node.name.getText())) return null
  return node.initializer !== undefined && ts.isStringLiteral(node.initializer) ? node.initializer.text : null
}

test('there are components to check', () => {
  expect(components.length).toBeGreaterThan(20)
})

test('no component speaks by itself', () => {
  expect(components.flatMap((path) => wordsIn(path, readFileSync(path, 'utf8')))).toEqual([])
})

test('the search finds what it looks for', () => {
  const speaking = 'const a = <p title="Hello">{t("x")} again <b aria-label={t("y")}> · </b></p>'
  expect(wordsIn('a.tsx', speaking).sort()).toEqual(['a.tsx:1 Hello', 'a.tsx:1 again'])
})
