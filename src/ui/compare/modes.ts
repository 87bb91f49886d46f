/** Three ways to compare: each host with one copy magnified, all to one scale, or as differences against the first. */
export const modes = ['side', 'aligned', 'difference'] as const
export type Mode = (typeof modes)[number]
