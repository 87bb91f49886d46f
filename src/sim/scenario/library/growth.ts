/** How the app of the first lesson grows; by itself, because the page's knob needs it without the scenario. */
const seconds = 1000000

/**
 * The app's size on a log scale: eight steps to each doubling, the first 4 octaves in 15 s and the last 3 in
 * 17 s.
 */
export const growth: readonly { readonly value: number; readonly at: number }[] = /* @__PURE__ */ Array.from(
  { length: 57 },
  (_, step) => ({
    value: sizeAt(step),
    at:
      step <= 32
        ? Math.round((step * 15 * seconds) / 32)
        : 15 * seconds + Math.round(((step - 32) * 17 * seconds) / 24),
  }),
)

/** 64 MiB * 2^(step/8) in whole MiB; the eighth roots of 2 in thousandths. */
function sizeAt(step: number): number {
  const eighths = [1000, 1091, 1189, 1297, 1414, 1542, 1682, 1834]
  let octave = 64
  for (let doubled = 8; doubled <= step; doubled += 8) octave *= 2
  return Math.round((octave * eighths[step % 8]) / 1000)
}
