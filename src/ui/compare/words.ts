/** How sides and measures are called and written, and sentences with badges and bold numbers in them. */
import type { BranchView, SideView } from '../../sim'
import type { Gap, Measure } from '../../viz/compare'
import type { Formats, TextFunction } from '../hooks/useText'

export type Look = 'A' | 'B' | 'C'
export const looks: readonly Look[] = ['A', 'B', 'C']

/** What a column is headed: the way its apps run, or the branch itself. */
export function titleOf(side: Pick<SideView | BranchView, 'name' | 'way'>, t: TextFunction): string {
  const { name, way = null } = side
  return way === null ? t('compare.branch', { name }) : t(`compare.way.${way}`)
}

export function subtitleOf({ way, per, workloads }: SideView, t: TextFunction): string {
  return way === null ? t('compare.about.branch', { n: workloads }) : t(`compare.about.${way}`, { n: per })
}

/** A number without its unit, as short as it may be. */
export function numberOf(measure: Measure, value: number, formats: Formats): string {
  const size = Math.abs(value)
  if (measure === 'running' || measure === 'lost') return formats.number(value)
  if (measure === 'overhead') return formats.number(value, { digits: 1, fixed: true })
  return formats.number(value, { digits: size >= 100 ? 0 : size >= 1 ? 1 : 2 })
}

/** With the sign that says whether it is more or less. */
export function differenceOf(measure: Measure, value: number, formats: Formats): string {
  const words = numberOf(measure, Math.abs(value), formats)
  const nothing = words === numberOf(measure, 0, formats)
  return nothing ? `±${words}` : value > 0 ? `+${words}` : `−${words}`
}

export function amountOf(measure: Measure, value: number, t: TextFunction, formats: Formats): string {
  const counted = measure === 'running' || measure === 'lost'
  return t(`compare.amount.${measure}`, { n: counted ? value : numberOf(measure, value, formats) })
}

/** Marks within a sentence: what stands between them is a badge, or bold. */
const badge = { open: '\uE000', close: '\uE001' } as const
const bold = { open: '\uE002', close: '\uE003' } as const

export interface Piece {
  readonly kind: 'text' | 'badge' | 'bold'
  readonly words: string
}

/** A sentence cut at its marks. */
export function piecesOf(sentence: string): readonly Piece[] {
  return sentence
    .split(/([\uE000\uE002][^\uE001\uE003]*[\uE001\uE003])/)
    .filter((part) => part !== '')
    .map((part): Piece => {
      if (part.startsWith(badge.open)) return { kind: 'badge', words: part.slice(1, -1) }
      return part.startsWith(bold.open)
        ? { kind: 'bold', words: part.slice(1, -1) }
        : { kind: 'text', words: part }
    })
}

/** The sentence of a gap: sides with the largest value first, as its measure tells it. */
export function gapSentence(gap: Gap, t: TextFunction, formats: Formats): string {
  const { measure, ratio, fromNothing, order, values } = gap
  const side = (at: number) => badge.open + (looks[order[at] ?? 0] ?? '') + badge.close
  const value = (at: number) => bold.open + amountOf(measure, values[at] ?? 0, t, formats) + bold.close
  const last = order.length - 1
  // What is counted is said once.
  const short = (at: number) => bold.open + numberOf(measure, values[at] ?? 0, formats) + bold.close
  const list = order.map((_, at) =>
    t('compare.gap.item', { side: side(at), value: at === 0 ? value(at) : short(at) }),
  )
  return t(`compare.gap.${measure}${fromNothing ? '-nothing' : ''}`, {
    most: side(0),
    mostValue: value(0),
    least: side(last),
    leastValue: value(last),
    all: list.join(t('compare.gap.between')),
    times: formats.number(ratio, { digits: ratio < 10 ? 1 : 0 }),
  })
}

/** The same for a voice: nothing but words. */
export function spoken(sentence: string): string {
  return piecesOf(sentence)
    .map(({ words }) => words)
    .join('')
}
