/** Things by name: those whose name holds a text, and the way to one. */
import { nameOf, none, type Engine, type Row, type World } from '../../core'
import { KernelKind } from '../../model/kernel'
import type { FindView, Found, WhereView } from '../fleet-views'
import { finderOf } from '../advance'
import { pathTo, shapeOf, type Shape } from '../shape'
import { tablesIn, type Tables } from '../tables'
import { unitName } from './bins'

const most = 200

/** How well a name fits; lower is better. */
const Fit = { exact: 0, prefix: 1, inside: 2, none: 3 } as const

function fitOf(name: string, text: string): number {
  if (name === text) return Fit.exact
  const at = name.indexOf(text)
  return at === 0 ? Fit.prefix : at > 0 ? Fit.inside : Fit.none
}

/** Names of groups are compared once each; a row's number only where its group leaves the answer open. */
export function findIn(engine: Engine, wanted: string, count: number): FindView {
  const text = wanted.trim().toLowerCase()
  const limit = Math.max(0, Math.min(count, most))
  if (text === '') return { look: 'find', found: [] }
  const { world } = engine
  const tables = tablesIn(world)
  const shape = shapeOf(engine)
  const { zones, racks, groups } = shape.view
  const best: Found[][] = [[], [], []]
  const offer = (fit: number, make: () => Found): void => {
    if (fit < Fit.none && best[fit].length < limit) best[fit].push(make())
  }
  for (const name of zones) offer(fitOf(name, text), () => ({ name, type: 'zone', path: [] }))
  for (const { name, zone } of racks)
    offer(fitOf(name, text), () => ({ name, type: 'rack', path: [zones[zone]] }))
  eachNamed(world, 'hosts', text, (row, fit) => offer(fit, () => foundHost(world, shape, row)))
  for (const { name } of groups) offer(fitOf(name, text), () => ({ name, type: 'group', path: [] }))
  eachNamed(world, 'workloads', text, (row, fit) =>
    offer(fit, () => foundWorkload(world, tables, shape, row)),
  )
  eachNamed(world, 'kernels', text, (row, fit) => {
    // A host's kernel has the name of its host.
    if (tables.kernels.kind[row] !== KernelKind.host) offer(fit, () => foundKernel(world, tables, shape, row))
  })
  return { look: 'find', found: best.flat().slice(0, limit) }
}

/** Calls back for every row whose name, group-ordinal, holds the text. */
function eachNamed(world: World, table: string, text: string, found: (row: Row, fit: number) => void): void {
  const { rows, columns } = world.tables[table]
  const { group, ordinal } = columns
  const match = matcherOf(text)
  const ofGroup = world.groups.map((name) => match(name))
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0) continue
    const { whole, tail } = ofGroup[group[row]]
    let fit = whole
    if (tail !== null) fit = Math.min(fit, tail(ordinal[row]))
    if (fit < Fit.none) found(row, fit)
  }
}

interface GroupMatch {
  /** How a name of this group fits whatever its number is. */
  readonly whole: number
  /** How the number decides; null where it cannot. */
  readonly tail: ((ordinal: number) => number) | null
}

function matcherOf(text: string): (group: string) => GroupMatch {
  const dash = text.lastIndexOf('-')
  const head = text.slice(0, Math.max(0, dash))
  const digits = text.slice(dash + 1)
  const numeric = /^\d*$/.test(digits)
  const inside = (ordinal: number): number => (String(ordinal).includes(text) ? Fit.inside : Fit.none)
  return (group) => {
    const whole = fitOf(`${group}-`, text)
    if (dash === none) return { whole, tail: numeric ? inside : null }
    if (!numeric || digits === '' || !group.endsWith(head)) return { whole, tail: null }
    const exact = group === head
    return {
      whole,
      tail(ordinal) {
        const number = String(ordinal)
        if (!number.startsWith(digits)) return Fit.none
        return exact ? (number === digits ? Fit.exact : Fit.prefix) : Fit.inside
      },
    }
  }
}

function foundHost(world: World, shape: Shape, row: Row): Found {
  return { name: nameOf(world, 'hosts', row), type: 'host', path: pathTo(shape, shape.placeOf[row]) }
}

function wayToHost(world: World, shape: Shape, host: Row): readonly string[] {
  return host === none ? [] : [...pathTo(shape, shape.placeOf[host]), nameOf(world, 'hosts', host)]
}

function foundWorkload(world: World, { units, workloads }: Tables, shape: Shape, row: Row): Found {
  const host = units.host[workloads.unit[row]]
  return { name: nameOf(world, 'workloads', row), type: 'workload', path: wayToHost(world, shape, host) }
}

function foundKernel(world: World, { kernels }: Tables, shape: Shape, row: Row): Found {
  const path = wayToHost(world, shape, kernels.host[row])
  return { name: nameOf(world, 'kernels', row), type: 'kernel', path }
}

type Where = NonNullable<WhereView['found']>

/** The one thing of this name: the largest, if several have it. */
export function whereIs(engine: Engine, name: string): WhereView {
  return { look: 'where', found: placeNamed(engine, name) ?? insideNamed(engine, name) }
}

const nowhere = { host: none, unit: '', group: '' } as const

function placeNamed(engine: Engine, name: string): Where | null {
  const shape = shapeOf(engine)
  const { zones, racks, groups } = shape.view
  if (zones.includes(name)) return { name, type: 'zone', path: [], ...nowhere }
  const rack = racks.find((one) => one.name === name)
  if (rack !== undefined) return { name, type: 'rack', path: [zones[rack.zone]], ...nowhere }
  const host = finderOf(engine)('hosts', name)
  if (host !== none) return { ...foundHost(engine.world, shape, host), ...nowhere, host: shape.placeOf[host] }
  if (groups.some((group) => group.name === name))
    return { name, type: 'group', path: [], ...nowhere, group: name }
  return null
}

function insideNamed(engine: Engine, name: string): Where | null {
  const { world } = engine
  const shape = shapeOf(engine)
  const tables = tablesIn(world)
  const { units, workloads, kernels, hostUnits, workloadGroups } = tables
  const of = (unit: Row): Pick<Where, 'host' | 'unit' | 'group'> => ({
    host: units.host[unit] === none ? none : shape.placeOf[units.host[unit]],
    unit: unitName(world, tables, unit),
    group: world.groups[workloadGroups.group[units.groupRow[unit]]],
  })
  const member = finderOf(engine)('workloads', name)
  if (member !== none)
    return { ...foundWorkload(world, tables, shape, member), ...of(workloads.unit[member]) }
  const kernel = finderOf(engine)('kernels', name)
  if (kernel === none) return null
  const host = kernels.host[kernel]
  let unit = host === none ? none : hostUnits.first[host]
  while (unit !== none && units.kernel[unit] !== kernel) unit = units.nextOnHost[unit]
  return { ...foundKernel(world, tables, shape, kernel), ...(unit === none ? nowhere : of(unit)) }
}
