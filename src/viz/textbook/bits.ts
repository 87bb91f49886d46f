/** An address as bits, cut into the fields that a table walk reads. */

export interface BitField {
  readonly name: string
  /** Bits from the highest of the field to its lowest. */
  readonly bits: string
  readonly value: number
}

/** Cuts the low `width` bits of a whole number below 2^53 into fields, highest first; widths add up to `width`. */
export function cutBits(
  value: number,
  fields: readonly { readonly name: string; readonly width: number }[],
): readonly BitField[] {
  const width = fields.reduce((sum, field) => sum + field.width, 0)
  const all = value.toString(2).padStart(width, '0').slice(-width)
  let from = 0
  return fields.map((field) => {
    const bits = width === 0 ? '' : all.slice(from, from + field.width)
    from += field.width
    return { name: field.name, bits, value: bits === '' ? 0 : parseInt(bits, 2) }
  })
}

/** Bits of a number of things that is a power of two; null when it is none. */
export function bitsFor(count: number): number | null {
  let bits = 0
  for (let one = 1; one < count; one *= 2) bits++
  return bits < 53 && 2 ** bits === count ? bits : null
}
