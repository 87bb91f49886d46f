/** Fields of a Kubernetes object: quantities, whole numbers, and maps that lie several levels deep. */
import { readQuantity } from '../../units'
import { below, complain, shown, type Reading } from '../problems'
import { asMap, fieldOf, mapIn, numberText, type MapTree } from '../tree'

/** A map and how it is called. */
export interface Place {
  readonly map: MapTree
  readonly path: string
}

/** The map below several keys; null where one of them is missing. */
export function mapAt(reading: Reading, from: Place, keys: readonly string[]): Place | null {
  let place: Place = from
  for (const key of keys) {
    const map = mapIn(reading, place.map, key, place.path)
    if (map === null) return null
    place = { map, path: below(place.path, key) }
  }
  return place
}

/** The maps of a list, each with its path. */
export function mapsIn(reading: Reading, { map, path }: Place, key: string): readonly Place[] {
  const field = fieldOf(map, key)
  const where = below(path, key)
  if (field === undefined) return []
  if (field.type !== 'list') {
    complain(reading, 'not-a-list', field.at, where)
    return []
  }
  return field.items.flatMap((item, at) => {
    const found = asMap(reading, item, below(where, at))
    return found === null ? [] : [{ map: found, path: below(where, at) }]
  })
}

/** A whole number that is not negative; null if it is not given. */
export function wholeIn(reading: Reading, { map, path }: Place, key: string): number | null {
  const field = fieldOf(map, key)
  if (field === undefined) return null
  if (field.type === 'scalar' && Number.isSafeInteger(field.value) && Number(field.value) >= 0)
    return Number(field.value)
  const text = field.type === 'scalar' ? field.text : key
  complain(reading, 'not-whole', field.at, below(path, key), { text: shown(text) })
  return null
}

/** An amount in whole units, or in thousandths; null if it is not given. */
export function quantityIn(
  reading: Reading,
  { map, path }: Place,
  key: string,
  unit: 'value' | 'milliValue' = 'value',
): bigint | null {
  const field = fieldOf(map, key)
  if (field === undefined) return null
  const text = numberText(field)
  const read = readQuantity(text)
  const amount = typeof read === 'string' ? undefined : read[unit]
  if (amount !== undefined && !amount.startsWith('-')) return BigInt(amount)
  complain(reading, 'bad-quantity', field.at, below(path, key), { text: shown(text === '' ? key : text) })
  return null
}
