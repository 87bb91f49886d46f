/** Every law of the simulated world by its id: what `strata eval`, `strata models` and the Models page list. */
import type { AnyEquation } from './core'
import { importEquations } from './import/equations'
import { standardModel } from './model'
import { unitsEquations } from './units'

export const laws: ReadonlyMap<string, AnyEquation> = new Map(
  [...unitsEquations, ...standardModel.equations.values(), ...importEquations].map((law) => [law.id, law]),
)
