/** When clients stop waiting for an answer. */

/** Whoever waits longer than this has given up: the answer to a workload that cannot keep up. Assumed. */
export const timeOutMillis = 60000
