/** The laws of units: how a written amount becomes a number. */
import * as v from 'valibot'
import { defineEquation, inputError, type AnyEquation } from '../core'
import { readQuantity } from './quantity'

const kubernetesQuantity = defineEquation({
  id: 'units.kubernetes-quantity',
  tex: String.raw`q = d \cdot 10^{p} \text{ (n \ldots{} E, e)}, \quad q = d \cdot 1024^{p} \text{ (Ki \ldots{} Ei)}`,
  input: v.object({ quantity: v.string() }),
  output: v.object({
    exact: v.string(),
    canonical: v.string(),
    value: v.optional(v.string()),
    milliValue: v.optional(v.string()),
  }),
  sources: ['kubernetes-resource-quantity'],
  examples: [
    {
      input: { quantity: '2.75Mi' },
      output: { exact: '2883584', canonical: '2816Ki', value: '2883584', milliValue: '2883584000' },
    },
    {
      input: { quantity: '-31.2500u' },
      output: { exact: '-0.00003125', canonical: '-31250n', value: '-1', milliValue: '-1' },
    },
  ],
  evaluate: ({ quantity }) => {
    const read = readQuantity(quantity)
    return typeof read === 'string' ? inputError('quantity', read) : read
  },
})

export const unitsEquations: readonly AnyEquation[] = [kubernetesQuantity]
