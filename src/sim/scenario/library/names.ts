/** Ids of the built-in scenarios that open in the Lab, in the order they are offered; the page knows no more of them. */
export const labScenarios = ['small-cluster'] as const
