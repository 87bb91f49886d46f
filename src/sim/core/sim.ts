/**
 * What a handler may do. Own tables are writable, other mechanisms' only seen; everything else goes through
 * these verbs.
 */
import type { Domain } from './dirty'
import type { Micros, Row, Timer } from './units'

export interface Sim<Tables = unknown> {
  readonly now: Micros
  readonly seed: number
  readonly tables: Tables
  /**
   * Constants beside the world, the same for every copy of it: what a scenario says that no event changes
   * (traces, the rules by which a command's ids become numbers). The model knows its type.
   */
  readonly setup: unknown
  /** Plans an event at least 1 µs ahead. */
  after(delay: Micros, event: string, a: number, b?: number): Timer
  /** Only while the world is built: events at 0 are allowed there. */
  at(due: Micros, event: string, a: number, b?: number): Timer
  /** A stale timer is ignored. */
  cancel(timer: Timer): void
  addRow(table: string): Row
  /** Makes room at once for rows that are about to be added. */
  reserve(table: string, count: number): void
  dropRow(table: string, row: Row): void
  /** Index of a group name in the world's list of names, added when new. */
  group(name: string): number
  /** The group name behind such an index. */
  groupName(code: number): string
  /** u32, pure in its arguments; identity = the entity's name hash (a column), never its row. */
  draw(stream: string, identity: number, n: number): number
  /**
   * States a fact and returns its ordinal; rows of its table arguments become Refs; reactions run after this
   * handler.
   */
  emit(fact: string, a?: number, b?: number, c?: number): number
  /** Ordinal of the fact from which the next one would follow; -1 when there is none. */
  readonly cause: number
  /** The next facts follow from this one, not from the last one stated: forty victims have one cause. */
  because(fact: number): void
  /** Heard only while explaining. */
  note(step: string, subject: Row, value: number, passed: boolean): void
  /** True while somebody listens to `note`: decisions then take the slow way that looks at every alternative. */
  readonly explaining: boolean
  /** Work done beside events and facts, in units of an event: spaces keyframes, changes nothing. */
  worked(amount: number): void
  /** Settles this host, pool or fabric at the end of the instant. */
  touch(domain: Domain, row: Row): void
  /** True while the world is built: facts of the build have no cause. */
  readonly building: boolean
  /** Derived caches of one mechanism beside the world: never saved or hashed, empty again after every restore. */
  scratch<S>(key: string, create: () => S): S
  /** Rows of `domain` touched so far, in order: caches catch up by reading from where they stopped. */
  touched(domain: Domain): TouchLog
}

export interface TouchLog {
  readonly rows: Int32Array
  readonly count: number
  /**
   * Entries that some cache has read: a cache sets it after reading, so that what nobody has read need not be
   * logged twice.
   */
  seen: number
  /** Rises when the log was cut: a cache from another epoch starts again. */
  readonly epoch: number
  /** A cache sets it when it begins to catch up: what nobody follows is not logged. */
  followed: boolean
}

export type Handler<T> = (sim: Sim<T>, a: number, b: number) => void
