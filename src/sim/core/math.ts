/**
 * ln, exp and pow from + - * / and bit access alone, so that every engine gives the same bits; Math.log and
 * its kin do not.
 * Method and constants: the argument reductions and minimax polynomials of FreeBSD's msun (public figures),
 * error below 1 ulp.
 */

const view = new DataView(new ArrayBuffer(8))

const ln2High = 6.9314718036912381649e-1
const ln2Low = 1.90821492927058770002e-10

/** Natural logarithm. ln(0) = -Infinity, ln(x < 0) = NaN. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return Infinity
  let scaled = x
  let exponent = 0
  if (x < 2.2250738585072014e-308) {
    scaled = x * 18014398509481984 // 2^54: a subnormal has no exponent of its own
    exponent = -54
  }
  view.setFloat64(0, scaled)
  const high = view.getUint32(0)
  exponent += (high >>> 20) - 1023
  // Bring the mantissa into [sqrt(1/2), sqrt(2)).
  let mantissaHigh = high & 0xfffff
  const half = (mantissaHigh + 0x95f64) & 0x100000
  mantissaHigh |= half ^ 0x3ff00000
  exponent += half >>> 20
  view.setUint32(0, mantissaHigh)
  const f = view.getFloat64(0) - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
  const odd =
    z *
    (0.666666666666673513 +
      w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)))
  const halfSquare = 0.5 * f * f
  return exponent * ln2High - (halfSquare - (s * (halfSquare + even + odd) + exponent * ln2Low) - f)
}

/** e to the x. Overflows to Infinity above 709.78, underflows to 0 below -745.13. */
export function exp(x: number): number {
  if (x !== x) return NaN
  if (x > 709.782712893384) return Infinity
  if (x < -745.1332191019411) return 0
  const k = Math.floor(x * 1.4426950408889634 + 0.5)
  const high = x - k * ln2High
  const low = k * ln2Low
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (0.166666666666666019037 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))))
  const y = 1 - (low - (r * c) / (2 - c) - high)
  return k < -1020
    ? y * powerOfTwo(k + 1000) * powerOfTwo(-1000)
    : k > 1023
      ? y * 2 * powerOfTwo(k - 1)
      : y * powerOfTwo(k)
}

/** base to the exponent for base > 0; whole exponents up to 64 are multiplied out exactly as written. */
export function pow(base: number, exponent: number): number {
  if (exponent === Math.floor(exponent) && Math.abs(exponent) <= 64) {
    let result = 1
    for (let times = Math.abs(exponent); times > 0; times--) result *= base
    return exponent < 0 ? 1 / result : result
  }
  return exp(exponent * ln(base))
}

function powerOfTwo(k: number): number {
  view.setUint32(0, (k + 1023) << 20)
  view.setUint32(4, 0)
  return view.getFloat64(0)
}

/** floor(a * b / c) for whole numbers whose product is below 2^53. */
export function mulDiv(a: number, b: number, c: number): number {
  return Math.floor((a * b) / c)
}

/** ceil(a * b / c) for whole numbers whose product is below 2^53. */
export function mulDivUp(a: number, b: number, c: number): number {
  return Math.ceil((a * b) / c)
}
