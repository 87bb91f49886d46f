// Terms in sentences, and the glossary behind them.
import { expect, test } from 'vitest'
import { text } from '../../../src/i18n/text'
import { findTerms, piecesOf, terms } from '../../../src/ui/glossary/terms'

const named = (sentence: string, locale: 'en' | 'zh-CN') =>
  piecesOf(sentence, locale)
    .filter(({ term }) => term !== null)
    .map(({ words, term }) => [words, term?.code])

test('pieces put together are the sentence again', () => {
  for (const sentence of ['A host runs VMs under a hypervisor.', 'Nothing here.', 'host']) {
    const whole = piecesOf(sentence, 'en')
      .map(({ words }) => words)
      .join('')
    expect(whole).toBe(sentence)
  }
})

test('a term is marked once, in the plural too, and the longest name wins', () => {
  expect(named('Two hosts: each host has nested paging.', 'en')).toEqual([
    ['hosts', 'host'],
    ['nested paging', 'nestedPaging'],
  ])
  expect(named('虚拟机监控器在宿主机上运行虚拟机。', 'zh-CN')).toEqual([
    ['虚拟机监控器', 'hypervisor'],
    ['宿主机', 'host'],
    ['虚拟机', 'vm'],
  ])
})

test('no term hides inside another word', () => {
  expect(named('ghosts and limitless', 'en')).toEqual([])
})

test('every term has a meaning in both languages and is found by it', () => {
  for (const { code } of terms) {
    for (const locale of ['en', 'zh-CN'] as const) {
      const meaning = text(locale, `glossary.term.${code}`)
      expect(meaning).not.toContain('⟦')
      expect(findTerms(meaning, () => meaning).length).toBeGreaterThan(0)
    }
  }
  expect(findTerms('气球', () => '').map(({ code }) => code)).toEqual(['balloon'])
})
