/** Pictures of the textbook: a schedule, a memory, misses over frames, the bits of an address. */
export * from './bits'
export * from './memory'
export * from './misses'
export * from './schedule'
