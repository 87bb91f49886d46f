// The Models page: every law shows what goes in, and its sliders evaluate it at once.
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { text } from '../../../src/i18n/text'
import { evaluateLaw, laws } from '../../../src/sim'
import { firstNumber, numberAt, symbolsOf } from '../../../src/ui/models/symbols'
import { renderPage } from '../../support/render-page'

test('each number of a law has a range that holds its examples', () => {
  for (const law of laws.values()) {
    for (const { name, kind, least, most } of symbolsOf(law)) {
      if (kind !== 'number') continue
      for (const { input } of law.examples) {
        const value = numberAt(input, name)
        expect(value, `${law.id} ${name}`).toBeGreaterThanOrEqual(Math.min(0, least))
        expect(value, `${law.id} ${name}`).toBeLessThanOrEqual(most)
      }
    }
  }
})

test('a slider changes the output and the curve', async () => {
  const { user, say } = renderPage({ search: '?models' })
  const law = laws.get('hypervisor.vmm-memory') ?? [...laws.values()].find((one) => symbolsOf(one).length > 1)
  if (law === undefined) throw new Error('no law with numbers')
  const card = (await screen.findByText(law.id)).closest('article')
  if (card === null) throw new Error('no card')
  const inCard = within(card)
  await user.click(inCard.getByText(say('models.try')))
  const [symbol] = symbolsOf(law).filter(({ kind }) => kind === 'number')
  const input = { ...(law.examples[0]?.input as object), [symbol?.name ?? '']: 2 }
  fireEvent.change(inCard.getByRole('slider', { name: say('models.slider', { name: symbol?.name ?? '' }) }), {
    target: { value: '2' },
  })
  expect(inCard.getByRole('status').textContent).toBe(JSON.stringify(evaluateLaw(law, input)))
  expect(firstNumber(evaluateLaw(law, input))).not.toBeNull()
  expect(inCard.getByRole('figure')).toBeTruthy()
})

test('every value that goes into a law has a meaning in both languages', () => {
  for (const law of laws.values()) {
    expect(symbolsOf(law).length, law.id).toBeGreaterThan(0)
    for (const { name } of symbolsOf(law))
      for (const locale of ['en', 'zh-CN'] as const)
        expect(text(locale, `symbol.${name}`), `${law.id} ${name}`).not.toContain('⟦')
  }
})
