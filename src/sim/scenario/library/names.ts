/** Ids of the built-in scenarios that open in the Lab, in the order they are offered; the page knows only these. */
export const labScenarios = ['small-cluster', 'empty-cluster', 'power-bill', 'ten-thousand-hosts'] as const
