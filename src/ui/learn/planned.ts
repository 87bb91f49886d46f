/** The lessons of the course by number, with those that are still to come. */

/** Ids of all twelve, in order; the titles of the list give no outcome away. */
export const course = [
  'seven-versus-seven',
  'one-kernel',
  'overcommit',
  'nested-paging',
  'fragmentation',
  'live-migration',
  'headroom',
  'shares',
  'overlay',
  'balancing',
  'append-only',
  'autoscaling',
] as const
