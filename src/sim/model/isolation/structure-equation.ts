/** The law of the availability of a structure, or of something that is repaired. */
import * as v from 'valibot'
import {
  defineEquation,
  inputError,
  isInputError,
  rationalOf,
  roundedTo,
  type InputError,
  type Rational,
} from '../../core'
import { availabilityOf, complement } from './structure'

interface Input {
  readonly structure?: unknown
  readonly mttfHours?: number | undefined
  readonly mtbfHours?: number | undefined
  readonly mttrHours?: number | undefined
}

const minutesPerYear = 525600n

/** Uptime between failures over the whole: MTBF is from one failure to the next, MTTF from repair to failure. */
function repaired({ mttfHours, mtbfHours, mttrHours }: Input): Rational | InputError {
  if (mttfHours === undefined && mtbfHours === undefined)
    return inputError('structure', 'is missing: give a structure, or mttfHours or mtbfHours with mttrHours')
  if (mttfHours !== undefined && mtbfHours !== undefined)
    return inputError('mtbfHours', 'cannot be given together with mttfHours')
  if (mttrHours === undefined) return inputError('mttrHours', 'is missing')
  const repair = rationalOf(mttrHours)
  const cycle = mtbfHours === undefined ? plus(rationalOf(mttfHours ?? 0), repair) : rationalOf(mtbfHours)
  if (cycle.top === 0n)
    return inputError(mtbfHours === undefined ? 'mttfHours' : 'mtbfHours', 'must be more than 0')
  const down = { top: repair.top * cycle.bottom, bottom: repair.bottom * cycle.top }
  if (down.top > down.bottom) return inputError('mttrHours', 'must not be longer than mtbfHours')
  return complement(down)
}

const plus = (a: Rational, b: Rational): Rational => ({
  top: a.top * b.bottom + b.top * a.bottom,
  bottom: a.bottom * b.bottom,
})

const hours = v.optional(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e9)))

const pair = { kOfN: { k: 1, n: 2, a: { series: ['0.995', '0.998'] } } }

export const structureEquation = defineEquation<
  Input,
  { readonly availability: number; readonly downtimeMinutesPerYear: number }
>({
  id: 'availability.structure',
  tex:
    'A_{series} = \\prod A_i,\\quad A_{parallel} = 1 - \\prod (1 - A_i),\\quad ' +
    'A_{k/n} = \\sum_{i=k}^{n} \\binom{n}{i} A^i (1 - A)^{n-i},\\quad A = \\frac{MTTF}{MTTF + MTTR}',
  input: v.object({
    structure: v.optional(v.unknown()),
    mttfHours: hours,
    mtbfHours: hours,
    mttrHours: hours,
  }),
  output: v.object({ availability: v.number(), downtimeMinutesPerYear: v.number() }),
  sources: ['derived'],
  examples: [
    {
      input: { structure: { series: ['0.9995', pair] } },
      output: { availability: 0.999451164, downtimeMinutesPerYear: 288.468028 },
    },
    {
      input: { mtbfHours: 2000, mttrHours: 5 },
      output: { availability: 0.9975, downtimeMinutesPerYear: 1314 },
    },
    {
      input: { mttfHours: 1995, mttrHours: 5 },
      output: { availability: 0.9975, downtimeMinutesPerYear: 1314 },
    },
  ],
  evaluate: (input) => {
    const found = input.structure === undefined ? repaired(input) : availabilityOf(input.structure)
    if (isInputError(found)) return found
    const down = complement(found)
    return {
      availability: roundedTo(found, 9),
      downtimeMinutesPerYear: roundedTo({ top: down.top * minutesPerYear, bottom: down.bottom }, 6),
    }
  },
})
