/** What the fluid model gives the same entities: weighted max-min with their ceilings. */
import { createDivider, divide } from '../../core'
import type { ScheduleInput } from './microscope'

/**
 * Millicores per entity. Where CPUs are restricted, each set of CPUs that hangs together is divided by itself, with the
 * number of an entity's CPUs as another ceiling: exact when the lists are equal or disjoint, an upper view otherwise.
 */
export function fluidShares(input: ScheduleInput): Float64Array {
  const { entities, pcpus } = input
  const home = componentOf(input)
  const shares = new Float64Array(entities.length)
  const divider = createDivider()
  for (let component = 0; component < pcpus; component++) {
    const members = entities.map((_, entity) => entity).filter((entity) => home.entity[entity] === component)
    const size = home.cpu.reduce((sum, of) => sum + (of === component ? 1 : 0), 0)
    if (members.length === 0) continue
    const out = new Float64Array(members.length)
    const weight = members.map((entity) => entities[entity].weight)
    const lower = members.map(() => 0)
    const upper = members.map((entity) => ceilingOf(input, entity))
    divide(divider, 0, members.length, weight, lower, upper, size * 1000, out)
    members.forEach((entity, place) => (shares[entity] = out[place]))
  }
  return shares
}

function cpusOf({ entities, pcpus }: ScheduleInput, entity: number): readonly number[] {
  const { cpus } = entities[entity]
  const all = Array.from({ length: pcpus }, (_, cpu) => cpu)
  return cpus === null ? all : all.filter((cpu) => cpus.includes(cpu))
}

/** The most an entity can use. */
function ceilingOf(input: ScheduleInput, entity: number): number {
  const { demandMillicores, vcpus, limitMillicores } = input.entities[entity]
  const threads = Math.min(vcpus, cpusOf(input, entity).length) * 1000
  const limit = limitMillicores > 0 ? limitMillicores : Infinity
  return Math.min(demandMillicores, threads, limit)
}

/** Which CPUs hang together through entities that may use several: named by the smallest; -1 for an entity of none. */
function componentOf(input: ScheduleInput): { readonly cpu: Int32Array; readonly entity: Int32Array } {
  const cpu = Int32Array.from({ length: input.pcpus }, (_, at) => at)
  const entity = new Int32Array(input.entities.length).fill(-1)
  if (input.entities.every(({ cpus }) => cpus === null)) return { cpu: cpu.fill(0), entity: entity.fill(0) }
  input.entities.forEach((_, at) => {
    const own = cpusOf(input, at)
    for (const other of own) {
      const [from, to] = [Math.max(cpu[other], cpu[own[0]]), Math.min(cpu[other], cpu[own[0]])]
      for (let one = 0; one < cpu.length; one++) if (cpu[one] === from) cpu[one] = to
    }
  })
  input.entities.forEach((_, at) => {
    const own = cpusOf(input, at)
    if (own.length > 0) entity[at] = cpu[own[0]]
  })
  return { cpu, entity }
}
