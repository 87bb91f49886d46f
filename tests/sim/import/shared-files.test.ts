/** Third-party files beside the checkout: facts read by eye from the files, and a scenario of each kind. */
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  composeFacts,
  composeToScenario,
  kubernetesFacts,
  kubernetesToScenario,
  readCompose,
  readKubernetes,
} from '../../../src/sim/import'
import { scenarioSchema } from '../../../src/sim/scenario/scenario'
import { projectOf, sharedFiles, sharedFolderExists } from './support'

const port = (published: string, target = Number(published)) => ({
  hostIp: null,
  published,
  target,
  protocol: 'tcp',
})
const plain = {
  hasBuild: false,
  ports: [],
  volumes: [],
  networks: ['default'],
  dependsOn: {},
  environmentKeys: [],
  replicas: 1,
  cpuLimitMilli: null,
  memoryLimitBytes: null,
  cpuReservationMilli: null,
  memoryReservationBytes: null,
  restart: null,
  hasHealthcheck: false,
  profiles: [],
}
const noTotals = {
  topLevelNetworks: [],
  totalCpuLimitMilli: 0,
  totalMemoryLimitBytes: 0,
  totalMemoryReservationBytes: 0,
}

const expectedFacts: Readonly<Record<string, unknown>> = {
  'compose-nginx-golang-postgres.yaml': {
    ...noTotals,
    serviceCount: 3,
    services: {
      backend: { ...plain, image: null, hasBuild: true, dependsOn: { db: 'service_healthy' } },
      db: {
        ...plain,
        image: 'postgres',
        restart: 'always',
        volumes: [{ type: 'volume', source: 'db-data', target: '/var/lib/postgresql/data', readOnly: false }],
        environmentKeys: ['POSTGRES_DB', 'POSTGRES_PASSWORD_FILE'],
        hasHealthcheck: true,
      },
      proxy: {
        ...plain,
        image: 'nginx',
        volumes: [
          {
            type: 'bind',
            source: './proxy/nginx.conf',
            target: '/etc/nginx/conf.d/default.conf',
            readOnly: true,
          },
        ],
        ports: [port('80')],
        dependsOn: { backend: 'service_started' },
      },
    },
    topLevelVolumes: ['db-data'],
    dependsOnEdges: [
      ['backend', 'db'],
      ['proxy', 'backend'],
    ],
    publishedPortCount: 1,
    totalReplicas: 3,
  },
  'compose-nginx-nodejs-redis.yaml': {
    ...noTotals,
    serviceCount: 4,
    services: {
      redis: { ...plain, image: 'redislabs/redismod', ports: [port('6379')] },
      web1: { ...plain, image: null, hasBuild: true, restart: 'on-failure', ports: [port('81', 5000)] },
      web2: { ...plain, image: null, hasBuild: true, restart: 'on-failure', ports: [port('82', 5000)] },
      nginx: {
        ...plain,
        image: null,
        hasBuild: true,
        ports: [port('80')],
        dependsOn: { web1: 'service_started', web2: 'service_started' },
      },
    },
    topLevelVolumes: [],
    dependsOnEdges: [
      ['nginx', 'web1'],
      ['nginx', 'web2'],
    ],
    publishedPortCount: 4,
    totalReplicas: 4,
  },
  'compose-prometheus-grafana.yaml': {
    ...noTotals,
    serviceCount: 2,
    services: {
      prometheus: {
        ...plain,
        image: 'prom/prometheus',
        ports: [port('9090')],
        restart: 'unless-stopped',
        volumes: [
          { type: 'bind', source: './prometheus', target: '/etc/prometheus', readOnly: false },
          { type: 'volume', source: 'prom_data', target: '/prometheus', readOnly: false },
        ],
      },
      grafana: {
        ...plain,
        image: 'grafana/grafana',
        ports: [port('3000')],
        restart: 'unless-stopped',
        environmentKeys: ['GF_SECURITY_ADMIN_PASSWORD', 'GF_SECURITY_ADMIN_USER'],
        volumes: [
          {
            type: 'bind',
            source: './grafana',
            target: '/etc/grafana/provisioning/datasources',
            readOnly: false,
          },
        ],
      },
    },
    topLevelVolumes: ['prom_data'],
    dependsOnEdges: [],
    publishedPortCount: 2,
    totalReplicas: 2,
  },
  'compose-wasmedge-kafka-mysql.yaml': {
    ...noTotals,
    serviceCount: 3,
    services: {
      redpanda: {
        ...plain,
        image: 'docker.redpanda.com/vectorized/redpanda:v22.2.2',
        ports: ['8081', '8082', '9092', '9644', '29092'].map((number) => port(number)),
        volumes: [{ type: 'bind', source: './kafka', target: '/app', readOnly: false }],
      },
      etl: {
        ...plain,
        image: 'etl-kafka',
        hasBuild: true,
        restart: 'unless-stopped',
        environmentKeys: ['DATABASE_URL', 'KAFKA_URL', 'RUST_BACKTRACE', 'RUST_LOG'],
      },
      db: { ...plain, image: 'mariadb:10.9', environmentKeys: ['MYSQL_ROOT_PASSWORD'] },
    },
    topLevelVolumes: [],
    dependsOnEdges: [],
    publishedPortCount: 5,
    totalReplicas: 3,
  },
}

const half = { cpuMilli: 500n, memoryBytes: 1073741824n }
const cassandraFacts = {
  documents: 2,
  builtinKinds: { StatefulSet: 1, StorageClass: 1 },
  customResourcesSkipped: [],
  workloads: [
    {
      kind: 'StatefulSet',
      name: 'cassandra',
      namespace: null,
      replicas: 3,
      containers: [
        {
          name: 'cassandra',
          image: 'gcr.io/google-samples/cassandra:v14',
          requests: half,
          limits: half,
          ports: [7000, 7001, 7199, 9042].map((containerPort) => ({ containerPort, protocol: 'TCP' })),
        },
      ],
      initContainers: [],
      volumes: [],
      volumeClaimTemplates: [{ name: 'cassandra-data', storageBytes: 1073741824n }],
    },
  ],
  services: [],
  persistentVolumeClaims: [],
  horizontalPodAutoscalers: [],
  totalPodsExcludingDaemonSets: 3,
  totalContainersExcludingDaemonSets: 3,
  totals: {
    requestCpuMilli: 1500n,
    requestMemoryBytes: 3221225472n,
    effectiveRequestCpuMilli: 1500n,
    effectiveRequestMemoryBytes: 3221225472n,
    limitCpuMilli: 1500n,
    limitMemoryBytes: 3221225472n,
  },
}

const files = sharedFiles()

if (files === null) {
  test('the third-party files are absent, and that was said loudly', () => {
    expect(sharedFolderExists()).toBe(false)
  })
} else {
  const composeFiles = Object.keys(files).filter((name) => name.startsWith('compose-'))
  const kubernetesFiles = Object.keys(files).filter((name) => name.startsWith('k8s-'))

  test('every file has its expectation here', () => {
    expect(composeFiles.sort()).toEqual(Object.keys(expectedFacts).sort())
    expect(composeFiles.length + kubernetesFiles.length).toBe(Object.keys(files).length)
  })

  describe.each(composeFiles)('%s', (name) => {
    const text = files[name] ?? ''
    test('has the facts that a reader finds in it', () => {
      expect(composeFacts(projectOf(text))).toEqual(expectedFacts[name])
    })
    test('gives no warning', () => {
      const result = readCompose(text)
      expect('warnings' in result && result.warnings).toEqual([])
    })
    test.each(['vm', 'container'] as const)('is a valid scenario of kind %s', (kind) => {
      const { scenario } = composeToScenario(projectOf(text), { kind })
      expect(v.parse(scenarioSchema, scenario)).toEqual(scenario)
      expect(scenario.workloads.length).toBe(projectOf(text).services.length)
    })
  })

  test('every Kubernetes file is the one whose facts were read by eye', () => {
    expect(kubernetesFiles).toEqual(['k8s-cassandra-statefulset.yaml'])
  })

  test.each(kubernetesFiles)('%s has the facts that a reader finds in it, and runs', (name) => {
    const result = readKubernetes([{ name, text: files[name] ?? '' }])
    if ('problems' in result) throw new Error(JSON.stringify(result.problems))
    expect(result.warnings).toEqual([])
    expect(kubernetesFacts(result.manifests)).toEqual(cassandraFacts)
    const { scenario } = kubernetesToScenario(result.manifests, name)
    expect(v.parse(scenarioSchema, scenario)).toEqual(scenario)
    expect(scenario.workloads).toMatchObject([{ name: 'cassandra', count: 3, reservationMillicores: 500 }])
  })

  test.each(kubernetesFiles)('%s read as a Compose file is answered with what it is', (name) => {
    const result = readCompose(files[name] ?? '')
    expect('problems' in result && result.problems).toEqual([
      { code: 'kubernetes', line: expect.any(Number), column: 1, path: '', args: { kind: 'StatefulSet' } },
    ])
  })
}
