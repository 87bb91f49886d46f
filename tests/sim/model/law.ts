// A law by its id, or a failure of the test that asks for it.
import { laws, type AnyEquation } from '../../../src/sim'

export function lawOf(id: string): AnyEquation {
  const law = laws.get(id)
  if (law === undefined) throw new Error(`no law ${id}`)
  return law
}
