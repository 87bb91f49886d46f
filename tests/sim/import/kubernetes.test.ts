/** Kubernetes manifests: facts by the contract's table, and problems with their place. */
import { describe, expect, test } from 'vitest'
import { kindOfFiles, kubernetesFacts, readKubernetes } from '../../../src/sim/import'
import { manifestsIn, sourcesOf, workload } from './manifests'

const factsOf = (...texts: readonly string[]) => kubernetesFacts(manifestsIn(...texts).manifests)

function problemsOf(...texts: readonly string[]): readonly string[] {
  const result = readKubernetes(sourcesOf(...texts))
  if (!('problems' in result)) return []
  return result.problems.map(
    ({ code, file = 'f0.yaml', line, column, path }) => `${code} ${file}:${line}:${column} ${path}`,
  )
}

describe('documents and kinds', () => {
  test('documents with content are counted before lists are taken apart; comments and blanks are none', () => {
    const facts = factsOf(
      `# only a comment
---
---
# and another
---
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
- apiVersion: v1
  kind: List
  items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}]
- {apiVersion: apps/v1, kind: DeploymentList, items: [{metadata: {name: d}, spec: {replicas: 2}}]}
...
`,
      '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}}',
      '',
    )
    expect(facts.documents).toBe(2)
    expect(facts.builtinKinds).toEqual({ ConfigMap: 2, Deployment: 1, Secret: 1 })
    expect(facts.workloads).toEqual([
      {
        kind: 'Deployment',
        name: 'd',
        namespace: null,
        replicas: 2,
        containers: [],
        initContainers: [],
        volumes: [],
      },
    ])
  })
  test('groups without a dot and those of the API server are built in, others are skipped with a warning', () => {
    const builtIn = [
      'v1',
      'apps/v1',
      'extensions/v1beta1',
      'networking.k8s.io/v1',
      'rbac.authorization.k8s.io/v1',
      'flowcontrol.apiserver.k8s.io/v1',
      'apiextensions.k8s.io/v1',
      'resource.k8s.io/v1',
    ]
    const others = [
      'gateway.networking.k8s.io/v1',
      'monitoring.coreos.com/v1',
      'metrics.k8s.io/v1',
      'k8s.io/v1',
    ]
    const text = [...builtIn, ...others]
      .map((apiVersion) => `apiVersion: ${apiVersion}\nkind: Thing\nmetadata: {name: x}\n`)
      .join('---\n')
    expect(factsOf(text).builtinKinds).toEqual({ Thing: builtIn.length })
    expect(factsOf(text).customResourcesSkipped).toEqual(
      others.map((apiVersion) => ({ apiVersion, kind: 'Thing', name: 'x' })),
    )
    expect(manifestsIn(text).warnings).toEqual([
      { code: 'kinds-skipped', args: { count: 4, names: 'Thing' } },
    ])
  })
  test('a custom kind with a built-in name is no workload or Service, and one that ends in List may be one', () => {
    const facts = factsOf(`apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: s}
---
apiVersion: batch.volcano.sh/v1alpha1
kind: Job
---
apiVersion: example.com/v1
kind: AllowList
metadata: {name: l}
`)
    expect(facts).toMatchObject({ documents: 3, services: [], workloads: [], builtinKinds: {} })
    expect(facts.customResourcesSkipped.map(({ kind, name }) => [kind, name])).toEqual([
      ['Service', 's'],
      ['Job', null],
      ['AllowList', 'l'],
    ])
  })
})

describe('workloads', () => {
  test.each<[string, string, number | null]>([
    ['Deployment', '', 1],
    ['Deployment', 'replicas: 0', 0],
    ['Deployment', 'replicas: null', 1],
    ['StatefulSet', 'replicas: 5', 5],
    ['ReplicaSet', 'replicas: 2', 2],
    ['ReplicationController', '', 1],
    ['DaemonSet', 'replicas: 3', null],
    ['Job', 'parallelism: 4, completions: 9', 4],
    ['Job', 'replicas: 7', 1],
  ])('%s with %j runs %j', (kind, spec, replicas) => {
    expect(factsOf(workload(kind, spec)).workloads[0]).toMatchObject({ kind, replicas, namespace: null })
  })
  test('a CronJob counts the pods of one job, a Pod is one', () => {
    const facts = factsOf(`apiVersion: batch/v1
kind: CronJob
metadata: {name: c, namespace: n}
spec: {schedule: "* * * * *", jobTemplate: {spec: {parallelism: 3, template: {spec: {containers: [{name: x}]}}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: a}, {name: b}], initContainers: [{name: i}]}
`)
    expect(facts.workloads.map(({ replicas, namespace }) => [replicas, namespace])).toEqual([
      [3, 'n'],
      [1, null],
    ])
    expect(facts.totalPodsExcludingDaemonSets).toBe(4)
    expect(facts.totalContainersExcludingDaemonSets).toBe(5)
    expect(facts.workloads[1]?.initContainers.map(({ name }) => name)).toEqual(['i'])
  })
  test.each<[string, bigint]>([
    ['cpu: 2', 2000n],
    ['cpu: "1.5"', 1500n],
    ['cpu: 0.1', 100n],
    ['cpu: 100m', 100n],
    ['cpu: 1u', 1n],
    ['cpu: 100.4m', 101n],
    ['cpu: 1e1', 10000n],
  ])('%s is %s thousandths of a CPU', (amount, milli) => {
    const facts = factsOf(workload('Deployment', '', `name: c, resources: {requests: {${amount}}}`))
    expect(facts.workloads[0]?.containers[0]?.requests).toEqual({ cpuMilli: milli })
  })
  test.each<[string, bigint]>([
    ['128974848', 128974848n],
    ['129e6', 129000000n],
    ['129M', 129000000n],
    ['128974848000m', 128974848n],
    ['123Mi', 128974848n],
    ['1.5Gi', 1610612736n],
    ['0.1', 1n],
    ['9Ei', 9223372036854775807n],
    ['9007199254740993', 9007199254740993n],
  ])('memory %s is %s bytes', (amount, bytes) => {
    const facts = factsOf(workload('Deployment', '', `name: c, resources: {limits: {memory: ${amount}}}`))
    expect(facts.workloads[0]?.containers[0]?.limits).toEqual({ memoryBytes: bytes })
  })
  test('other resources keep their name, ports and volumes have the defaults of Kubernetes', () => {
    const [read] = factsOf(`apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
  - name: c
    resources: {requests: {ephemeral-storage: 2Gi, nvidia.com/gpu: 1, hugepages-2Mi: 4Mi}}
    ports: [{containerPort: 80}, {containerPort: 53, protocol: UDP, hostPort: 5353}]
  volumes:
  - {name: a, emptyDir: {}}
  - {persistentVolumeClaim: {claimName: x}, name: b}
  - {name: c}
  - {name: d, hostPath: }
`).workloads
    expect(read?.containers[0]).toEqual({
      name: 'c',
      image: null,
      requests: { 'ephemeral-storage': 2147483648n, 'nvidia.com/gpu': 1n, 'hugepages-2Mi': 4194304n },
      limits: {},
      ports: [
        { containerPort: 80, protocol: 'TCP' },
        { containerPort: 53, protocol: 'UDP', hostPort: 5353 },
      ],
    })
    expect(read?.volumes.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'a emptyDir',
      'b persistentVolumeClaim',
      'c emptyDir',
      'd hostPath',
    ])
  })
  test('only a StatefulSet that has them names claim templates', () => {
    const claims =
      'volumeClaimTemplates: [{metadata: {name: d}, spec: {resources: {requests: {storage: 1Gi}}}}]'
    expect(factsOf(workload('StatefulSet', claims)).workloads[0]).toHaveProperty('volumeClaimTemplates', [
      { name: 'd', storageBytes: 1073741824n },
    ])
    expect(factsOf(workload('StatefulSet', '')).workloads[0]).not.toHaveProperty('volumeClaimTemplates')
    expect(factsOf(workload('Deployment', claims)).workloads[0]).not.toHaveProperty('volumeClaimTemplates')
  })
})

test('totals leave out DaemonSets and init containers; a missing request counts as the limit', () => {
  const resources = (text: string) => `name: c, resources: {${text}}`
  const facts = factsOf(
    workload('Deployment', 'replicas: 3', resources('requests: {cpu: 100m}, limits: {cpu: 1, memory: 1Gi}')),
    workload('Job', '', resources('requests: {memory: 64Mi}')),
    workload('DaemonSet', '', resources('requests: {cpu: 5}')),
    `apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {initContainers: [{name: i, resources: {requests: {cpu: 9}}}], containers: [{name: c}]}
`,
  )
  expect(facts.totals).toEqual({
    requestCpuMilli: 300n,
    requestMemoryBytes: 67108864n,
    effectiveRequestCpuMilli: 300n,
    effectiveRequestMemoryBytes: 3288334336n,
    limitCpuMilli: 3000n,
    limitMemoryBytes: 3221225472n,
  })
  expect(facts.totalPodsExcludingDaemonSets).toBe(5)
  expect(facts.totalContainersExcludingDaemonSets).toBe(5)
})

test('services, claims and autoscalers', () => {
  const facts = factsOf(`apiVersion: v1
kind: Service
metadata: {name: s, namespace: n}
spec:
  type: NodePort
  selector: {app: web, tier: "1"}
  ports: [{port: 80, nodePort: 30080}, {port: 443, targetPort: https}, {port: 53, targetPort: 5353, protocol: UDP}]
---
{apiVersion: v1, kind: Service, metadata: {name: h}, spec: {clusterIP: None}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: c}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1.5Ti}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: a}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 9}
`)
  expect(facts.services).toEqual([
    {
      name: 's',
      namespace: 'n',
      type: 'NodePort',
      headless: false,
      selector: { app: 'web', tier: '1' },
      ports: [
        { port: 80, targetPort: 80, protocol: 'TCP', nodePort: 30080 },
        { port: 443, targetPort: 'https', protocol: 'TCP' },
        { port: 53, targetPort: 5353, protocol: 'UDP' },
      ],
    },
    { name: 'h', namespace: null, type: 'ClusterIP', headless: true, selector: {}, ports: [] },
  ])
  expect(facts.persistentVolumeClaims).toEqual([
    { name: 'c', storageBytes: 1649267441664n, accessModes: ['ReadWriteOnce'] },
  ])
  expect(facts.horizontalPodAutoscalers).toEqual([
    { name: 'a', targetKind: 'Deployment', targetName: 'web', minReplicas: 1, maxReplicas: 9 },
  ])
})

describe('problems say where they are', () => {
  test.each<[string, string]>([
    ['a: 1', 'not-an-object f0.yaml:1:1 '],
    ['apiVersion: v1', 'not-an-object f0.yaml:1:1 '],
    ['just words', 'not-a-map f0.yaml:1:1 '],
    ['apiVersion: v1\nkind: List\nitems: [7]', 'not-a-map f0.yaml:3:9 items[0]'],
    ['apiVersion: v1\nkind: List\nitems: {}', 'not-a-list f0.yaml:3:8 items'],
    [workload('Deployment', 'replicas: "3"'), 'not-whole f0.yaml:4:18 spec.replicas'],
    [workload('Deployment', 'replicas: -1'), 'not-whole f0.yaml:4:18 spec.replicas'],
    [workload('Deployment', 'replicas: 1.5'), 'not-whole f0.yaml:4:18 spec.replicas'],
    ['apiVersion: v1\nkind: Pod\nspec: []', 'not-a-map f0.yaml:3:7 spec'],
    ['apiVersion: v1\nkind: Pod\nspec: {containers: {}}', 'not-a-list f0.yaml:3:20 spec.containers'],
    [
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{resources: {limits: {cpu: 1KB}}}]}',
      'bad-quantity f0.yaml:3:48 spec.containers[0].resources.limits.cpu',
    ],
    [
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{resources: {limits: {memory: -1}}}]}',
      'bad-quantity f0.yaml:3:51 spec.containers[0].resources.limits.memory',
    ],
    ['apiVersion: v1\nkind: Pod\nkind: Job', 'key-twice f0.yaml:3:1 '],
    ['apiVersion: v1\n\tkind: Pod', 'yaml-tab f0.yaml:2:1 '],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })
  test('in which of several files', () => {
    expect(problemsOf('apiVersion: v1\nkind: Pod', 'a: 1')).toEqual(['not-an-object f1.yaml:1:1 '])
  })
})

test.each<[string, string]>([
  ['apiVersion: v1\nkind: Pod\n', 'kubernetes'],
  ['kind: Pod\n"apiVersion": v1\n', 'kubernetes'],
  ['{\n  "kind": "Pod",\n  "apiVersion": "v1"\n}', 'kubernetes'],
  ['{apiVersion: v1, kind: Pod}', 'kubernetes'],
  ['services:\n  a:\n    labels:\n      apiVersion: v1\n      kind: Pod\n', 'compose'],
  ['services: {}', 'compose'],
  ['', 'compose'],
  ['12\n7\n100\n', 'planetlab'],
  ['12\nservices\n', 'compose'],
])('%j is of kind %s', (text, kind) => {
  expect(kindOfFiles([{ name: 'x', text }])).toBe(kind)
})
