// Colour science for the checks of the palette: how different two colours look, also with a colour-vision deficiency.

export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan'
type Triple = readonly [number, number, number]

// Machado, Oliveira and Fernandes 2009, severity 1.0; they apply to linear RGB.
const matrices: Readonly<Record<Vision, readonly [Triple, Triple, Triple]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** Least CIEDE2000 difference over all pairs and all four kinds of vision. */
export function leastDifference(colours: readonly string[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const vision of ['normal', 'protan', 'deutan', 'tritan'] as const) {
    const labs = colours.map((colour) => labOf(seenBy(vision, linearOf(colour))))
    labs.forEach((one, at) => {
      for (const other of labs.slice(at + 1)) least = Math.min(least, ciede2000(one, other))
    })
  }
  return least
}

/** WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

/** CIEDE2000 of two CIELAB colours; Sharma, Wu and Dalal 2005, whose test data the tests use. */
export function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const meanChroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(power7(meanChroma)))
  const [c1, h1] = polar((1 + g) * a1, b1)
  const [c2, h2] = polar((1 + g) * a2, b2)
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180
  const hue = 2 * Math.sqrt(c1 * c2) * sine(turn / 2)
  const l = (l1 + l2) / 2
  const c = (c1 + c2) / 2
  const h = c1 * c2 === 0 ? h1 + h2 : meanHue(h1, h2)
  const t =
    1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) - 0.2 * cosine(4 * h - 63)
  const dl = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2))
  const dc = (c2 - c1) / (1 + 0.045 * c)
  const dh = hue / (1 + 0.015 * c * t)
  const rotation = -sine(60 * Math.exp(-(((h - 275) / 25) ** 2))) * 2 * Math.sqrt(power7(c))
  return Math.sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh)
}

function linearOf(colour: string): Triple {
  const channel = (at: number) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

function seenBy(vision: Vision, [r, g, b]: Triple): Triple {
  const [red, green, blue] = matrices[vision]
  const mix = (row: Triple) => Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b))
  return [mix(red), mix(green), mix(blue)]
}

function luminance(colour: string): number {
  const [r, g, b] = linearOf(colour)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function labOf([r, g, b]: Triple): Triple {
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function curve(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116
}

function polar(a: number, b: number): readonly [chroma: number, hue: number] {
  const hue = a === 0 && b === 0 ? 0 : (Math.atan2(b, a) * 180) / Math.PI
  return [Math.hypot(a, b), (hue + 360) % 360]
}

function meanHue(h1: number, h2: number): number {
  if (Math.abs(h1 - h2) <= 180) return (h1 + h2) / 2
  return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2
}

const power7 = (chroma: number) => chroma ** 7 / (chroma ** 7 + 25 ** 7)
const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180)
const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
