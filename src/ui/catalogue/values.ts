/** Numbers of the catalogue in words. */
import { hasText } from '../../i18n/text'
import { sources } from '../../sim'
import type { Formats, TextFunction } from '../hooks/useText'
import type { Figure, NumberColumn, Row } from './profiles'

/** About three digits that matter. */
export function amount(formats: Formats, value: number): string {
  const size = Math.abs(value)
  return formats.number(value, { digits: size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3 })
}

/** Where a profile has no number: containers boot no guest system, everything else is not known. */
export function absent(t: TextFunction, column: NumberColumn): string {
  return t(column === 'guest' ? 'catalogue.none' : 'catalogue.unknown')
}

/** With its unit: a start is told in ms or s. */
export function written(t: TextFunction, formats: Formats, column: NumberColumn, value: number): string {
  if (column === 'start' && value >= 1000)
    return t('catalogue.unit.seconds', { value: amount(formats, value / 1000) })
  return t(`catalogue.unit.${column}`, { value: amount(formats, value) })
}

/** Title and year of a source, and how it knows. */
export function sourceText(t: TextFunction, { source }: Pick<Figure, 'source'>): string {
  const found = sources[source]
  const words = `equation.source.${source}`
  const title = hasText(words) ? t(words) : found.title
  const year = 'year' in found ? `, ${found.year}` : ''
  const kind = t(`models.kind.${found.kind}`)
  // What is assumed has no title of its own.
  return title === kind ? title : `${title}${year} (${kind})`
}

/** Everything that is known about a number, as one text for a pointer that rests on it. */
export function aboutFigure(t: TextFunction, figure: Figure): string {
  const note = figure.note === undefined ? '' : `${t(figure.note)} `
  return `${note}${sourceText(t, figure)}`
}

export function nameOf(t: TextFunction, { id }: Row): string {
  return t(`catalog.wrap.${id}`)
}

/** VM, container, sandbox or process. */
export function kindOf(t: TextFunction, { profile }: Row): string {
  return t(`catalogue.boundary.${profile.boundary}`)
}
