/** Ids of the built-in scenarios that open in the Lab, in the order they are offered; the page knows only these. */
export const labScenarios = [
  'small-cluster',
  'empty-cluster',
  'power-bill',
  'ten-thousand-hosts',
  // Experiments against misconceptions.
  'whose-kernel',
  'counting-exits',
  'what-exits',
  'three-generations',
  'price-of-a-walk',
  'vcpus-in-line',
  'weight-and-cap',
  'frozen-by-quota',
  'memory-ramp',
  'sharing-takes-time',
] as const
