/**
 * Membership lists in columns ("the VMs of a host"): doubly linked, so joining and leaving cost the same at
 * any size.
 */
import { none, type Row } from './units'

export interface ListColumns {
  readonly first: { [owner: number]: number }
  readonly last: { [owner: number]: number }
  readonly next: { [member: number]: number }
  readonly previous: { [member: number]: number }
}

/** Puts a member at the end of its owner's list. */
export function join(list: ListColumns, owner: Row, member: Row): void {
  const last = list.last[owner]
  list.previous[member] = last
  list.next[member] = none
  if (last === none) list.first[owner] = member
  else list.next[last] = member
  list.last[owner] = member
}

export function leave(list: ListColumns, owner: Row, member: Row): void {
  const next = list.next[member]
  const previous = list.previous[member]
  if (previous === none) list.first[owner] = next
  else list.next[previous] = next
  if (next === none) list.last[owner] = previous
  else list.previous[next] = previous
  list.next[member] = none
  list.previous[member] = none
}
