// How sentences, numbers and the choice of a language are made.
import { afterEach, expect, test, vi } from 'vitest'
import {
  formatClock,
  formatClockShort,
  formatMiB,
  formatNumber,
  formatPercent,
  formatRatio,
} from '../../src/i18n/format'
import { chooseLocale, otherLocale } from '../../src/i18n/locale'
import { argumentsOf, cutLink, fill, text, canSay } from '../../src/i18n/text'

const thin = '\u202f'

afterEach(() => {
  vi.restoreAllMocks()
})

test('thousands are set apart by a thin space that does not break', () => {
  expect(formatNumber('en', 1472)).toBe(`1${thin}472`)
  expect(formatNumber('zh-CN', 1234567)).toBe(`1${thin}234${thin}567`)
})

test('whole GiB and TiB are written in their own unit, odd amounts in MiB', () => {
  expect(formatMiB('en', 448)).toBe('448 MiB')
  expect(formatMiB('en', 8192)).toBe('8 GiB')
  expect(formatMiB('en', 8640)).toBe(`8${thin}640 MiB`)
  expect(formatMiB('en', 1024 * 1024 * 2)).toBe('2 TiB')
  expect(formatMiB('en', 0)).toBe('0 MiB')
})

test('an amount of hundreds of GiB is not written in six digits of MiB', () => {
  expect(formatMiB('en', 150 * 1024 + 512)).toBe('150.5 GiB')
})

test('the clock shows minutes, seconds and tenths, and hours once there are any', () => {
  expect(formatClock(15_000_000)).toBe('00:15.0')
  expect(formatClock(95_250_000)).toBe('01:35.2')
  expect(formatClockShort(32_999_999)).toBe('00:32')
  expect(formatClockShort(3_600_000_000 + 61_000_000)).toBe('01:01:01')
})

test('a ratio keeps one digit, a small percentage too', () => {
  expect(formatRatio('en', 1)).toBe('1.0×')
  expect(formatRatio('en', 1.439)).toBe('1.4×')
  expect(formatPercent('en', 0.881)).toBe('88%')
  expect(formatPercent('en', 0.004)).toBe('0.4%')
})

test('a sentence takes its arguments in the formats it asks for', () => {
  expect(
    fill('en', '{a}, {b, mib}, {c, percent}, {d, time}', { a: 'x', b: 1024, c: 0.5, d: 1_500_000 }),
  ).toBe('x, 1 GiB, 50%, 00:01.5')
})

test('a plural follows the rules of its language', () => {
  const english = '{n, plural, one {# copy} other {# copies}} fit'
  expect(fill('en', english, { n: 1 })).toBe('1 copy fit')
  expect(fill('en', english, { n: 1181 })).toBe(`1${thin}181 copies fit`)
  expect(fill('zh-CN', '{n, plural, other {# 份}}', { n: 1 })).toBe('1 份')
})

test('arguments inside plural forms are asked for as well', () => {
  expect(argumentsOf('{n, plural, one {{host} alone} other {# on {host}}}')).toEqual(['host', 'n'])
})

test('a link is cut out of its sentence', () => {
  expect(cutLink('Only [whole copies] count')).toEqual(['Only ', 'whole copies', ' count'])
  expect(cutLink('No link here')).toEqual(['No link here', '', ''])
})

test('a key without a sentence shows itself and complains', () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(text('en', 'no.such.key')).toBe('⟦no.such.key⟧')
  expect(complain).toHaveBeenCalledOnce()
})

test('a missing argument shows its name and complains', () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(fill('en', 'at {value}', {})).toBe('at {value}')
  expect(complain).toHaveBeenCalledOnce()
})

test('a sentence with an open brace or an unknown format is refused', () => {
  expect(() => fill('en', 'at {value', {})).toThrow('not closed')
  expect(() => fill('en', '{a, furlongs}', { a: 1 })).toThrow('furlongs')
})

test('the address decides the language, then the stored choice, then the browser, then English', () => {
  const spoken = ['fr', 'zh-TW', 'en']
  expect(chooseLocale({ asked: 'en', stored: 'zh-CN', spoken })).toBe('en')
  expect(chooseLocale({ asked: null, stored: 'zh-CN', spoken: ['en'] })).toBe('zh-CN')
  expect(chooseLocale({ asked: 'klingon', stored: null, spoken })).toBe('zh-CN')
  expect(chooseLocale({ asked: null, stored: null, spoken: ['fr'] })).toBe('en')
  expect(otherLocale('en')).toBe('zh-CN')
})

test('a sentence can be said only when everything it asks for is given', () => {
  expect(canSay('timeline.gate', { words: '3' })).toBe(true)
  expect(canSay('timeline.gate', {})).toBe(false)
  expect(canSay('decode.no-such-problem.what', {})).toBe(false)
})
