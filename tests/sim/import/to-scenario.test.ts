/** From a project to a scenario: sizes, names, hosts, and everything that was assumed or left out. */
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  composeToScenario,
  noteCodes,
  noteLine,
  parseNoteLine,
  type ImportNote,
} from '../../../src/sim/import'
import { groupNames } from '../../../src/sim/import/names'
import { nameSchema, scenarioSchema } from '../../../src/sim/scenario/scenario'
import { projectOf, web } from './support'

const imported = (text: string, kind: 'vm' | 'container' = 'container') => {
  const { scenario, notes } = composeToScenario(projectOf(text), { kind })
  expect(v.parse(scenarioSchema, scenario)).toEqual(scenario)
  return { scenario, notes }
}
const note = (notes: readonly ImportNote[], code: string) => notes.find((known) => known.code === code)?.args

describe('sizes', () => {
  test('limits of the file become size, limit and reservation, rounded up', () => {
    const { scenario, notes } = imported(web('image: a\nscale: 3\ncpus: 1.5\nmem_limit: 100000000'))
    expect(scenario.workloads).toEqual([
      {
        name: 'web',
        count: 3,
        wrap: [{ profile: 'runc' }],
        flavours: ['web'],
        app: 'web',
        demand: { law: 'constant', millicores: 50 },
        limitMillicores: 1500,
      },
    ])
    // 100,000,000 / 1,048,576 = 95.4
    expect(scenario.define?.flavours).toEqual({
      web: { vcpus: 2, memoryMiB: 96, source: 'imported: the memory limit of the file' },
    })
    expect(note(notes, 'assumed-memory')).toBeUndefined()
    expect(note(notes, 'assumed-cpus')).toBeUndefined()
  })
  test('without limits a size is assumed, marked and noted, and no limit is set', () => {
    const { scenario, notes } = imported(web('image: a'))
    expect(scenario.define?.flavours?.['web']).toEqual({
      vcpus: 1,
      memoryMiB: 256,
      source: 'assumed: the file names no memory limit',
    })
    expect(scenario.workloads[0]).not.toHaveProperty('limitMillicores')
    expect(note(notes, 'assumed-memory')).toEqual({ count: 1, names: 'web', mib: 256 })
    expect(note(notes, 'assumed-cpus')).toEqual({ count: 1, names: 'web', vcpus: 1 })
    expect(note(notes, 'assumed-demand')).toEqual({ count: 1, names: 'web', millicores: 50 })
  })
  test('a limit of 0 is none, as in Compose', () => {
    const { scenario } = imported(web('image: a\ncpus: 0\nmem_limit: 0'))
    expect(scenario.workloads[0]).not.toHaveProperty('limitMillicores')
    expect(scenario.define?.flavours?.['web']).toMatchObject({ vcpus: 1, memoryMiB: 256 })
  })
  test('the assumed demand stays below a small limit', () => {
    expect(imported(web('image: a\ncpus: 0.02')).scenario.workloads[0]).toMatchObject({
      demand: { law: 'constant', millicores: 20 },
      limitMillicores: 20,
    })
  })
  test('reservations: CPU is kept, memory is a least size and noted', () => {
    const text = web('image: a\ndeploy: {resources: {reservations: {cpus: 2.5, memory: 1g}}}')
    const { scenario, notes } = imported(text)
    expect(scenario.workloads[0]).toMatchObject({ reservationMillicores: 2500 })
    expect(scenario.define?.flavours?.['web']).toMatchObject({ vcpus: 3, memoryMiB: 1024 })
    expect(note(notes, 'reservations')).toEqual({ count: 1, names: 'web' })
  })
  test('services without replicas are left out and noted', () => {
    const { scenario, notes } = imported(`${web('image: a\nscale: 0')}  b: {image: b}\n`)
    expect(scenario.workloads.map(({ name }) => name)).toEqual(['b'])
    expect(note(notes, 'no-replicas')).toEqual({ count: 1, names: 'web' })
  })
})

describe('kinds and hosts', () => {
  test('the two kinds differ in the wrapping alone', () => {
    const vm = imported(web('image: a'), 'vm').scenario
    const container = imported(web('image: a'), 'container').scenario
    expect(vm.workloads[0]?.wrap).toEqual([{ profile: 'kvm-qemu' }])
    expect({ ...vm, workloads: [], notes: [] }).toEqual({ ...container, workloads: [], notes: [] })
    expect({ ...vm.workloads[0], wrap: [] }).toEqual({ ...container.workloads[0], wrap: [] })
  })
  test('three hosts of the default machine, so that one can fail; both kinds run on them', () => {
    expect(imported(web('image: a')).scenario).toMatchObject({
      fleet: [{ name: 'host', count: 3, machine: 'general-64', kernel: 'kvm' }],
      horizon: 600000000,
      seed: 1,
    })
    const other = composeToScenario(projectOf(web('image: a')), {
      kind: 'vm',
      machine: 'small-8',
      seed: 7,
    }).scenario
    expect(other).toMatchObject({ seed: 7, fleet: [{ machine: 'small-8' }] })
  })
  test('more hosts where the memory of one does not do, and more for VMs than for containers', () => {
    // general-64 has 61,440 MiB to give. A container of 1,000 MiB takes 1,004, so 61 fit;
    // a VM takes about 1,358, so 45 fit.
    const text = web('image: a\nscale: 200\nmem_limit: 1000m')
    expect(imported(text, 'container').scenario.fleet[0]?.count).toBe(4)
    const { scenario, notes } = imported(text, 'vm')
    expect(scenario.fleet[0]?.count).toBe(5)
    expect(note(notes, 'assumed-hosts')).toEqual({ count: 5 })
    expect(note(imported(web('image: a')).notes, 'assumed-hosts')).toEqual({ count: 3 })
  })
  test('a service that no host can hold is noted', () => {
    expect(note(imported(web('image: a\nmem_limit: 1t')).notes, 'larger-than-host')).toEqual({
      count: 1,
      names: 'web',
    })
    // Beyond what a scenario can say at all.
    expect(
      imported(web('image: a\nmem_limit: 8000t\ncpus: 99999')).scenario.define?.flavours?.['web'],
    ).toEqual({
      vcpus: 1000,
      memoryMiB: 16777216,
      source: 'imported: the memory limit of the file',
    })
  })
  test('services of one image are one application, so that containers can share its libraries', () => {
    const { scenario } = imported(
      'services: {a: {image: same}, b: {image: same}, c: {build: .}, d: {build: .}}',
    )
    expect(scenario.workloads.map(({ app }) => app)).toEqual(['a', 'a', 'c', 'd'])
    expect(scenario.define?.apps?.['a']).toMatchObject({ image: 'same', librariesMiB: 0 })
    expect(scenario.define?.apps?.['c']).not.toHaveProperty('image')
  })
})

describe('names', () => {
  test('names that fit stay; others are changed, made unique and noted', () => {
    const text = `x: &a {image: a}
services: {DB.main: *a, db-main: *a, db_main: *a, 1st: *a, __proto__: *a, constructor: *a, "99": *a}`
    const { scenario, notes } = imported(text)
    expect(scenario.workloads.map(({ name }) => name)).toEqual([
      'db-main-2',
      'db-main',
      'db-main-3',
      'st',
      'proto',
      'service-constructor',
      'service-99',
    ])
    expect(note(notes, 'renamed')).toMatchObject({ count: 6 })
    expect(note(imported(web('image: a')).notes, 'renamed')).toBeUndefined()
  })
  test('any names become as many valid names', () => {
    const service = fc.stringMatching(/^[a-zA-Z0-9._-]{1,60}$/)
    fc.assert(
      fc.property(fc.uniqueArray(service, { maxLength: 30 }), (services) => {
        const names = groupNames(services)
        expect([...names.keys()]).toEqual(services)
        expect(new Set(names.values()).size).toBe(services.length)
        for (const name of names.values()) expect(v.is(nameSchema, name)).toBe(true)
      }),
    )
  })
})

describe('notes', () => {
  const everything = `build: .
ports: ["80:80"]
volumes: ["./a:/a"]
networks: [default]
secrets: [s]
healthcheck: {test: x}
environment: [A=1]
platform: linux/amd64
profiles: [p]
command: x
deploy: {restart_policy: {condition: any}, placement: {}, mode: replicated}`
  test('what is not simulated is listed, each kind of thing once', () => {
    const { notes } = imported(
      `${web(everything)}  b: {image: b, depends_on: [web], expose: [1], restart: always, user: u, hostname: h}\n`,
    )
    expect(notes.filter(({ code }) => !/^(assumed|became)/.test(code))).toEqual([
      { code: 'build', args: { count: 1, names: 'web' } },
      { code: 'ports', args: { count: 2, names: 'web, b' } },
      { code: 'volumes', args: { count: 1, names: 'web' } },
      { code: 'networks', args: { count: 1, names: 'web' } },
      { code: 'secrets', args: { count: 1, names: 'web' } },
      { code: 'dependencies', args: { count: 1, names: 'b' } },
      { code: 'healthchecks', args: { count: 1, names: 'web' } },
      { code: 'restarts', args: { count: 2, names: 'web, b' } },
      { code: 'environment', args: { count: 1, names: 'web' } },
      { code: 'profiles', args: { count: 1, names: 'web' } },
      { code: 'platform', args: { count: 1, names: 'web' } },
      {
        code: 'other-keys',
        args: { count: 5, names: 'command, deploy.mode, deploy.placement, hostname, user' },
      },
    ])
  })
  test('a scenario carries its notes as lines that can be read back', () => {
    const { scenario, notes } = imported(web(everything))
    expect(scenario.notes?.map(parseNoteLine)).toEqual(notes)
    expect(scenario.notes?.[0]).toBe('became-containers?name:web&group:web&count=1&mib=256&vcpus=1')
  })
  test('any note survives its line; other lines are none', () => {
    const args = fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,8}$/), fc.oneof(fc.nat(), fc.string()))
    fc.assert(
      fc.property(fc.constantFrom(...noteCodes), args, (code, given) => {
        const line = noteLine({ code, args: { ...given } })
        expect(parseNoteLine(line)).toEqual({ code, args: { ...given } })
      }),
    )
    for (const line of ['', 'hello', 'ports?', 'ports?count', 'ports?count=x', 'ports?a=1?b=2'])
      expect(parseNoteLine(line)).toBeNull()
  })
})
