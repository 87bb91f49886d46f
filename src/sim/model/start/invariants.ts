/** What always holds of starts. */
import { none, type World } from '../../core'
import { WorkloadState } from '../workload'
import { mostSteps } from './tables'
import { isUnderWay } from './verbs'

/** The count of every host is a recount, nothing starts without a host, and all of them stand on its list. */
export function startingIsCounted({ tables }: World): string | null {
  const { rows, columns } = tables['starts']
  const hosts = tables['hostStart']
  const units = tables['units'].columns
  const count = new Uint32Array(hosts.rows.size)
  const listed = new Uint32Array(hosts.rows.size)
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0 || !isUnderWay(columns['state'][row])) continue
    const host = units['host'][columns['unit'][row]]
    if (host === none) return `start ${row} is under way without a host`
    count[host]++
  }
  for (let host = 0; host < hosts.rows.size; host++) {
    if (hosts.rows.alive[host] === 0) continue
    for (let row = hosts.columns['first'][host]; row !== none; row = columns['next'][row]) listed[host]++
    if (hosts.columns['starting'][host] !== count[host] || listed[host] !== count[host])
      return `host ${host}: starting is not a recount`
  }
  return null
}

/** Steps end one after the other, and no more of a phase is done than there is. */
export function timesRise({ tables }: World): string | null {
  const { rows, columns } = tables['starts']
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    if (columns['done'][row] > columns['needs'][row]) return `start ${row} has done more than it needs`
    let before = columns['asked'][row]
    for (let step = 0; step < Math.min(mostSteps, columns['step'][row]); step++) {
      const end = columns[`end${step}`][row]
      if (end < before) return `start ${row}: step ${step} ends before it begins`
      before = end
    }
  }
  return null
}

/** A workload is starting exactly while a start of it, or of its unit, is under way; nobody else asks for one. */
export function startingAgrees({ tables }: World): string | null {
  const { rows, columns } = tables['workloads']
  const starts = tables['starts'].columns
  const ofUnit = tables['unitStart'].columns
  const own = tables['workloadStart'].columns
  for (let member = 0; member < rows.size; member++) {
    if (rows.alive[member] === 0) continue
    const rowsOf = [ofUnit['row'][columns['unit'][member]], own['row'][member]]
    const isOn = rowsOf.some((row) => row !== none && isUnderWay(starts['state'][row]))
    const isStarting = columns['state'][member] === WorkloadState.starting
    if (isStarting && !isOn) return `workload ${member} is starting, and nobody starts it`
    if (!isOn && columns['startMillicores'][member] > 0) return `workload ${member} asks to start in vain`
  }
  return null
}
