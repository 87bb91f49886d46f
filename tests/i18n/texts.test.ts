// The sentences of the interface: the same arguments in both languages, no English in Chinese, standard terms only.
import { expect, test } from 'vitest'
import { texts } from '../../src/i18n/gather'
import glossary from '../../src/i18n/glossary.json'
import { argumentsOf, fill } from '../../src/i18n/text'

const pairs = Object.entries(texts.en).map(([key, english]) => ({
  key,
  english,
  chinese: texts['zh-CN'][key] ?? '',
}))

test('there are sentences to check', () => {
  expect(pairs.length).toBeGreaterThan(200)
})

/** Arguments that only choose a plural form and are not printed: Chinese, which has no plural, may leave them out. */
function choosersOf(sentence: string): readonly string[] {
  const plurals = sentence.matchAll(/\{(\w+), plural,((?: \w+ \{[^{}]*\})+)\}/g)
  return [...plurals].flatMap(([, name = '', forms = '']) => (forms.includes('#') ? [] : [name]))
}

test('a sentence prints the same arguments in both languages', () => {
  const different = pairs.filter(({ english, chinese }) => {
    const needed = argumentsOf(english).filter((name) => !choosersOf(english).includes(name))
    const used = argumentsOf(chinese)
    return (
      needed.some((name) => !used.includes(name)) || used.some((name) => !argumentsOf(english).includes(name))
    )
  })
  expect(different).toEqual([])
})

test('no sentence is empty', () => {
  expect(pairs.filter(({ english, chinese }) => english.trim() === '' || chinese.trim() === '')).toEqual([])
})

test('every sentence can be written, whatever its arguments are', () => {
  for (const { english, chinese } of pairs) {
    for (const value of [0, 1, 2, 1234.5]) {
      const args = Object.fromEntries(argumentsOf(english).map((name) => [name, value]))
      expect(fill('en', english, args)).not.toMatch(/[{}]/)
      expect(fill('zh-CN', chinese, args)).not.toMatch(/[{}]/)
    }
  }
})

/** What stays as it is in every language: names of products, units, keys, file endings and codes. */
const names = /^(?:[A-Z]{2,}s?|[a-z]?[A-Z]\w*|[a-z]+\d\w*|runc|gvisor|md)$/
const sizes = /^(?:nano|tiny|small|medium|large|xlarge)$/
const unitsAndSigns = /^(?:(?:Mi|Gi|Ti)B|GbE|Mb|s|min|max|\d\S*|\.\S+|\S*[.:/_=-]\S*)$/
const stays = (word: string): boolean => [names, sizes, unitsAndSigns].some((kind) => kind.test(word))

test('a Chinese sentence contains Chinese, unless it is a name, a unit or a code', () => {
  const english = pairs.filter(({ chinese }) => {
    if (/[\u4e00-\u9fff]/.test(chinese)) return false
    const words = chinese.replace(/\{[^{}]*\}/g, ' ').split(/[\s,;()×+·?!.:：/–-]+/)
    return words.some((word) => /[A-Za-z]/.test(word) && !stays(word))
  })
  expect(english).toEqual([])
})

test('Chinese prose uses Chinese punctuation', () => {
  const mixed = pairs.filter(({ chinese }) => /[\u4e00-\u9fff][,;!?](?:\s|$)/.test(chinese))
  expect(mixed).toEqual([])
})

test('no term of the glossary is called by another name', () => {
  const misnamed = glossary.flatMap((term) =>
    term.not.flatMap((wrong) => {
      const word = new RegExp(`\\b${wrong}s?\\b`, 'i')
      return pairs.filter(({ english }) => word.test(english)).map(({ key }) => `${key} says "${wrong}"`)
    }),
  )
  expect(misnamed).toEqual([])
})

test('the glossary has one Chinese term for each meaning', () => {
  const chinese = glossary.map((term) => term['zh-CN'])
  expect(chinese.filter((term, at) => chinese.indexOf(term) !== at)).toEqual([])
})
