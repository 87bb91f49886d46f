/** Amounts as Compose writes them: byte sizes ('1.5gb'), durations ('3m2.25s') and CPU counts ('0.5'). All exact. */
import { divideNearest, parseDecimal, scaled } from '../units'

const bytesPerUnit: Readonly<Record<string, bigint>> = {
  '': 1n,
  b: 1n,
  k: 1024n,
  m: 1048576n,
  g: 1073741824n,
  t: 1099511627776n,
}

/** Durations are added up in whole parts of a microsecond small enough for any fraction the text can hold. */
const microsPerUnit: Readonly<Record<string, bigint>> = {
  h: 3600000000n,
  m: 60000000n,
  s: 1000000n,
  ms: 1000n,
  us: 1n,
}

/** Longer texts are no amount of anything. */
const textLimit = 200

/** Whole bytes, a fraction of a byte cut off; null if the text is no size or too large to be told exactly. */
export function readByteSize(text: string): number | null {
  if (text.length > textLimit) return null
  const found = /^([0-9.]+)([bkmgt]?)b?$/.exec(text.toLowerCase())
  const decimal = found === null ? null : parseDecimal(found[1])
  if (found === null || decimal === null) return null
  const [numerator, denominator] = scaled(decimal, bytesPerUnit[found[2]])
  return toNumber(numerator / denominator)
}

/** Whole milliseconds, the rest cut off; null if the text is no duration. */
export function readDuration(text: string): number | null {
  if (text === '' || text.length > textLimit) return null
  const part = /([0-9.]+)(ms|us|h|m|s)/y
  let sum = 0n
  while (part.lastIndex < text.length) {
    const found = part.exec(text)
    const decimal = found === null ? null : parseDecimal(found[1])
    if (found === null || decimal === null) return null
    const [numerator, denominator] = scaled(
      { ...decimal, power: decimal.power + textLimit },
      microsPerUnit[found[2]],
    )
    sum += numerator / denominator
  }
  return toNumber(sum / scaled({ digits: 1n, power: textLimit }, 1000n)[0])
}

/** Thousandths of a CPU, rounded to the nearest; null if the text is no plain number. */
export function readMillicores(text: string): number | null {
  const decimal = parseDecimal(text)
  if (decimal === null) return null
  return toNumber(divideNearest(...scaled(decimal, 1000n)))
}

/** A whole count; null for anything else. */
export function readCount(text: string): number | null {
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : null
}

/** Null where a number could not say the amount exactly. */
function toNumber(whole: bigint): number | null {
  const number = Number(whole)
  return Number.isFinite(number) && BigInt(number) === whole ? number : null
}
