/** Virtual times as people write them: '15s', '2m', '1h30m', '500ms', or plain µs. */
import type { Micros } from '../sim'

const microsPerUnit: Readonly<Record<string, bigint>> = {
  us: 1n,
  µs: 1n,
  ms: 1000n,
  s: 1000000n,
  m: 60000000n,
  h: 3600000000n,
  d: 86400000000n,
}

/** Whole µs; null when the text is no time, is finer than a µs, or is beyond all exact numbers. */
export function parseTime(text: string): Micros | null {
  if (text.length > 60) return null
  if (/^[0-9]+$/.test(text)) return whole(BigInt(text), 1n)
  const part = /([0-9]+)(?:\.([0-9]+))?(us|µs|ms|s|m|h|d)/y
  let sum = 0n
  // Every part is counted in units small enough for as many decimals as the text could hold.
  const scale = 10n ** 60n
  while (part.lastIndex < text.length) {
    const found = part.exec(text)
    if (found === null) return null
    const [, before = '', after = '', unit = ''] = found
    sum += (BigInt(before + after) * scale * (microsPerUnit[unit] ?? 0n)) / 10n ** BigInt(after.length)
  }
  return text === '' ? null : whole(sum, scale)
}

function whole(numerator: bigint, denominator: bigint): Micros | null {
  const micros = numerator / denominator
  return micros * denominator === numerator && micros <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(micros)
    : null
}
