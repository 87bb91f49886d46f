/** Every problem and note has its sentences in both languages, with the same arguments. */
import { expect, test } from 'vitest'
import { noteCodes, problemCodes } from '../../../src/sim/import'
import english from '../../../src/sim/import/text.en.json'
import chinese from '../../../src/sim/import/text.zh-CN.json'

const wanted = [
  ...problemCodes.flatMap((code) => ['what', 'why', 'do'].map((part) => `import.${code}.${part}`)),
  ...noteCodes.map((code) => `import.note.${code}`),
]
// The words of plural forms stand in braces as well: 'one {# service}'.
const argumentsOf = (sentence: string) =>
  [...sentence.replace(/(one|other) \{([^{}]*)\}/g, '$2').matchAll(/\{([a-zA-Z]+)/g)].map(([, name]) => name)

test('both languages have exactly the sentences that are needed', () => {
  expect(Object.keys(english).sort()).toEqual([...wanted].sort())
  expect(Object.keys(chinese).sort()).toEqual([...wanted].sort())
})

test.each(Object.keys(english) as (keyof typeof english)[])(
  '%s asks for nothing in one language that it does not know in the other',
  (key) => {
    const known = new Set(argumentsOf(english[key]))
    for (const name of argumentsOf(chinese[key])) expect(known).toContain(name)
    // Chinese has no plural: a count may be left out there.
    const missing = [...known].filter((name) => !argumentsOf(chinese[key]).includes(name))
    expect(missing.filter((name) => name !== 'count')).toEqual([])
    expect(chinese[key]).toMatch(/[\u4e00-\u9fff]/)
  },
)
