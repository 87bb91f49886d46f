// Every problem of the decoder has its three sentences in both languages, with the same arguments.
import { expect, test } from 'vitest'
import { decodeProblems } from '../../../src/sim/scenario/errors'
import english from '../../../src/sim/scenario/text.en.json'
import chinese from '../../../src/sim/scenario/text.zh-CN.json'

const texts: readonly Readonly<Record<string, string>>[] = [english, chinese]

test.each(decodeProblems)('%s says what, why and what to do', (problem) => {
  for (const part of ['what', 'why', 'do']) {
    const [inEnglish, inChinese] = texts.map((text) => text[`decode.${problem}.${part}`] ?? '')
    expect(inEnglish).not.toBe('')
    expect(inChinese).not.toBe('')
    expect(placeholders(inChinese)).toEqual(placeholders(inEnglish))
  }
})

test('no sentence is left over', () => {
  for (const text of texts) expect(Object.keys(text)).toHaveLength(decodeProblems.length * 3)
})

function placeholders(sentence: string | undefined): string[] {
  return [...(sentence ?? '').matchAll(/\{[^}]*\}/g)].map(([found]) => found).sort()
}
