/** From Kubernetes manifests to a scenario: sizes, hosts, names, and everything that was assumed or left out. */
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { kubernetesToScenario, type ImportNote } from '../../../src/sim/import'
import { scenarioSchema } from '../../../src/sim/scenario/scenario'
import { manifestsIn, workload } from './manifests'

describe('a scenario', () => {
  const note = (notes: readonly ImportNote[], code: string) =>
    notes.find((known) => known.code === code)?.args
  const imported = (...texts: readonly string[]) => {
    const made = kubernetesToScenario(manifestsIn(...texts).manifests, 'shop')
    expect(v.parse(scenarioSchema, made.scenario)).toEqual(made.scenario)
    return made
  }
  test('requests become the size and what is kept free, limits the limit, and pods are spread', () => {
    const { scenario } = imported(
      workload(
        'Deployment',
        'replicas: 4',
        'name: c, image: nginx, resources: {requests: {cpu: 250m, memory: 100M}, limits: {cpu: 1500m, memory: 1G}}',
      ),
    )
    expect(scenario.fleet).toEqual([{ name: 'host', count: 3, machine: 'general-64', kernel: 'linux' }])
    expect(scenario.workloads).toEqual([
      {
        name: 'w',
        count: 4,
        wrap: [{ profile: 'runc' }],
        flavours: ['w'],
        app: 'w',
        demand: { law: 'constant', millicores: 50 },
        place: { policy: 'spread' },
        reservationMillicores: 250,
        limitMillicores: 1500,
      },
    ])
    // 100,000,000 / 1,048,576 = 95.4
    expect(scenario.define?.flavours?.['w']).toMatchObject({ vcpus: 2, memoryMiB: 96 })
  })
  test('a pod of several containers is one workload with their sum, as large as its largest init container', () => {
    const { scenario, notes } = imported(`apiVersion: v1
kind: Pod
metadata: {name: p, namespace: shop}
spec:
  initContainers: [{name: i, resources: {requests: {cpu: 3, memory: 128Mi}}}]
  containers:
  - {name: a, resources: {requests: {cpu: 1, memory: 512Mi}}}
  - {name: b, resources: {limits: {cpu: 500m}}}
`)
    expect(scenario.workloads[0]).toMatchObject({ count: 1, reservationMillicores: 3000, tenant: 'shop' })
    expect(scenario.workloads[0]).not.toHaveProperty('limitMillicores')
    expect(scenario.define?.flavours?.['p']).toMatchObject({ vcpus: 3, memoryMiB: 768 })
    expect(note(notes, 'pod-sums')).toEqual({ count: 1, names: 'p' })
    expect(note(notes, 'assumed-requests')).toEqual({ count: 1, names: 'p', mib: 256 })
  })
  test('the cluster holds everything with one host less, and each host runs its daemon', () => {
    const memory = (amount: string) => `name: c, resources: {requests: {memory: ${amount}}}`
    const { scenario, notes } = imported(
      workload('Deployment', 'replicas: 10', memory('20Gi'), 'big'),
      workload('DaemonSet', '', memory('100Mi'), 'daemon'),
    )
    // 61,440 MiB free, less the daemon's 104: two of 20,484 to a host, five hosts, and one to spare.
    expect(scenario.fleet[0]?.count).toBe(6)
    expect(scenario.workloads.map(({ count }) => count)).toEqual([10, 6])
    expect(note(notes, 'assumed-cluster')).toEqual({ count: 6 })
    expect(note(notes, 'daemon-sets')).toEqual({ count: 1, names: 'daemon' })
  })
  test('names are made unique and valid, and every workload is accounted for', () => {
    const { scenario, notes } = imported(
      workload('Deployment', '', 'name: c', 'web.front'),
      workload('StatefulSet', '', 'name: c', 'web.front'),
      workload('Job', '', 'name: c', '"9"'),
      workload('Deployment', 'replicas: 0', 'name: c', 'idle'),
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}',
    )
    expect(scenario.workloads.map(({ name }) => name)).toEqual([
      'web-front',
      'web-front-statefulset',
      'service-9',
    ])
    expect(notes.filter(({ code }) => code === 'became-pods')).toHaveLength(3)
    expect(note(notes, 'renamed')).toMatchObject({ count: 3 })
    expect(note(notes, 'endless-jobs')).toMatchObject({ names: '9' })
    expect(note(notes, 'cron-jobs')).toMatchObject({ names: 'nightly' })
    expect(note(notes, 'no-replicas')).toMatchObject({ names: 'idle' })
  })
  test('what a scenario cannot hold is left out and noted', () => {
    const many = Array.from({ length: 101 }, (_, n) => workload('Deployment', '', 'name: c', `w${n}`))
    const { scenario, notes } = imported(
      ...many,
      workload('Deployment', 'replicas: 9999999', 'name: c', 'huge'),
    )
    expect(scenario.workloads).toHaveLength(100)
    expect(note(notes, 'left-out')).toEqual({ count: 2, names: 'w100, huge', limit: 100 })
  })
  test('without a workload there is still a cluster to look at', () => {
    expect(imported('apiVersion: v1\nkind: Namespace\nmetadata: {name: n}').scenario).toMatchObject({
      workloads: [],
      fleet: [{ count: 3 }],
    })
  })
})
