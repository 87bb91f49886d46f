/** What stands between a group and its host, and what it can reach of it. */

/** What is set for a group's containers beyond their namespaces. */
export interface SecurityPlan {
  /** The runtime's default filter of system calls is off: all of them reach the kernel. */
  readonly unconfined: boolean
  /** Root inside is nobody outside: an escape arrives as a user without rights. */
  readonly userns: boolean
}

/** Inputs of the attack-surface index (models/host.md §6). */
export interface SurfacePlan {
  readonly syscalls: number
  readonly hostKloc: number
  /** 1000 the host's kernel, 500 behind one in user space, 0 one of its own. */
  readonly sharedPermille: number
  readonly deviceKloc: number
}
