/** What the command line asks of its host: streams, a terminal and a clock. Tests give their own. */

export interface Io {
  /** Writes to standard output; resolves when more may come. */
  out(text: string): Promise<void>
  err(text: string): void
  /** Standard input as text, piece by piece. */
  input(): AsyncIterable<string>
  /** Progress is shown only to somebody who watches. */
  readonly errIsTerminal: boolean
  /** Wall clock in ms, for progress and benchmarks alone. */
  millis(): number
  /** Languages of the environment, best first: 'zh_CN.UTF-8'. */
  readonly languages: readonly string[]
  /** The most memory the process has held so far. */
  peakMemoryMiB(): number
}
