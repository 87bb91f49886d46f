/** Compose files: what each field becomes, and the facts that are printed. */
import { describe, expect, test } from 'vitest'
import { composeFacts, readCompose } from '../../../src/sim/import'
import { problemsOf, projectOf, serviceOf, web } from './support'

const mebi = 1048576

test('the example of the facts', () => {
  const project = projectOf('services: {web: {image: nginx, ports: ["8088:80"], cpus: 0.5}}')
  expect(composeFacts(project)).toEqual({
    serviceCount: 1,
    services: {
      web: {
        image: 'nginx',
        hasBuild: false,
        ports: [{ hostIp: null, published: '8088', target: 80, protocol: 'tcp' }],
        volumes: [],
        networks: ['default'],
        dependsOn: {},
        environmentKeys: [],
        replicas: 1,
        cpuLimitMilli: 500,
        memoryLimitBytes: null,
        cpuReservationMilli: null,
        memoryReservationBytes: null,
        restart: null,
        hasHealthcheck: false,
        profiles: [],
      },
    },
    topLevelNetworks: [],
    topLevelVolumes: [],
    dependsOnEdges: [],
    publishedPortCount: 1,
    totalReplicas: 1,
    totalCpuLimitMilli: 500,
    totalMemoryLimitBytes: 0,
    totalMemoryReservationBytes: 0,
  })
})

describe('one service', () => {
  test('texts stay as written: no is a text, 22:22 is no number, 1.10 keeps its zero', () => {
    expect(serviceOf(web('image: 1.10\nrestart: no\nports: [22:22]'))).toMatchObject({
      image: '1.10',
      restart: 'no',
      ports: [{ published: '22', target: 22 }],
    })
  })
  test('null and missing mean the same', () => {
    expect(
      serviceOf(
        web('image: a\nbuild:\nhealthcheck:\nports:\nrestart:\nnetworks:\ndepends_on:\nenvironment:'),
      ),
    ).toMatchObject({
      hasBuild: false,
      hasHealthcheck: false,
      ports: [],
      restart: null,
      networks: ['default'],
      dependsOn: {},
      environmentKeys: [],
    })
  })
  test('ports in their short and long forms, as texts and numbers, ranges written out', () => {
    const ports = `image: a
ports:
  - 80
  - "8000-8001:9000-9001"
  - {target: 53, published: "5353", protocol: udp, host_ip: 127.0.0.1}
  - {target: 443, published: 8443, mode: host}
  - {target: 7, published: "700-709"}
  - {target: 8}`
    expect(serviceOf(web(ports)).ports).toEqual([
      { hostIp: null, published: null, target: 80, protocol: 'tcp' },
      { hostIp: null, published: '8000', target: 9000, protocol: 'tcp' },
      { hostIp: null, published: '8001', target: 9001, protocol: 'tcp' },
      { hostIp: '127.0.0.1', published: '5353', target: 53, protocol: 'udp' },
      { hostIp: null, published: '8443', target: 443, protocol: 'tcp' },
      { hostIp: null, published: '700-709', target: 7, protocol: 'tcp' },
      { hostIp: null, published: null, target: 8, protocol: 'tcp' },
    ])
    expect(composeFacts(projectOf(web(ports))).publishedPortCount).toBe(5)
  })
  test('volumes: a path is a bind, a name a volume, a lone target anonymous; tmpfs is another key', () => {
    const volumes = `image: a
tmpfs: /run
volumes:
  - data:/data
  - ./conf:/conf:ro
  - ~/home:/home:rw,z
  - /abs:/abs:z,ro
  - ../up:/up
  - /anonymous
  - C:\\files:/files
  - {type: bind, source: ./x, target: /x, read_only: true}
  - {type: tmpfs, target: /t}
  - {type: volume, source: data, target: /d, read_only: "false"}
`
    const text = `${web(volumes)}volumes: {data: {}}\n`
    expect(serviceOf(text).volumes).toEqual([
      { type: 'volume', source: 'data', target: '/data', readOnly: false },
      { type: 'bind', source: './conf', target: '/conf', readOnly: true },
      { type: 'bind', source: '~/home', target: '/home', readOnly: false },
      { type: 'bind', source: '/abs', target: '/abs', readOnly: true },
      { type: 'bind', source: '../up', target: '/up', readOnly: false },
      { type: 'volume', source: null, target: '/anonymous', readOnly: false },
      { type: 'bind', source: 'C:\\files', target: '/files', readOnly: false },
      { type: 'bind', source: './x', target: '/x', readOnly: true },
      { type: 'tmpfs', source: null, target: '/t', readOnly: false },
      { type: 'volume', source: 'data', target: '/d', readOnly: false },
    ])
  })
  test('networks: sorted, default if none is listed, none with network_mode', () => {
    expect(serviceOf(web('image: a\nnetworks: [z, a]')).networks).toEqual(['a', 'z'])
    expect(serviceOf(web('image: a\nnetworks: {z: , a: {aliases: [b]}}')).networks).toEqual(['a', 'z'])
    expect(serviceOf(web('image: a\nnetworks: []')).networks).toEqual(['default'])
    expect(serviceOf(web('image: a\nnetwork_mode: host')).networks).toEqual([])
  })
  test('dependencies: the list form means service_started', () => {
    const rest = '  b: {image: b}\n  c: {image: c}\n'
    expect(serviceOf(`${web('image: a\ndepends_on: [c, b]')}${rest}`).dependsOn).toEqual({
      b: 'service_started',
      c: 'service_started',
    })
    const map = 'image: a\ndepends_on: {b: {condition: service_healthy}, c: {required: true}}'
    expect(serviceOf(`${web(map)}${rest}`).dependsOn).toEqual({ b: 'service_healthy', c: 'service_started' })
    expect(composeFacts(projectOf(`${web(map)}${rest}`)).dependsOnEdges).toEqual([
      ['web', 'b'],
      ['web', 'c'],
    ])
  })
  test('environment keys are sorted, from a list or a map, with and without a value', () => {
    expect(serviceOf(web('image: a\nenvironment: [B=1, A, C=x=y]')).environmentKeys).toEqual(['A', 'B', 'C'])
    expect(serviceOf(web('image: a\nenvironment: {B: 1, A: }\nenv_file: x.env')).environmentKeys).toEqual([
      'A',
      'B',
    ])
  })
  test('amounts under deploy win over the older keys', () => {
    const deploy = `image: a
scale: 2
cpus: 4
mem_limit: 1g
mem_reservation: 64m
deploy:
  replicas: 3
  resources:
    limits: {cpus: '0.50', memory: 50M}
    reservations: {cpus: '0.25', memory: 20m}`
    expect(serviceOf(web(deploy))).toMatchObject({
      replicas: 3,
      cpuLimitMilli: 500,
      memoryLimitBytes: 50 * mebi,
      cpuReservationMilli: 250,
      memoryReservationBytes: 20 * mebi,
    })
    expect(
      serviceOf(web('image: a\nscale: 2\ncpus: 4\nmem_limit: 1073741824\nmem_reservation: 64m')),
    ).toMatchObject({
      replicas: 2,
      cpuLimitMilli: 4000,
      memoryLimitBytes: 1024 * mebi,
      cpuReservationMilli: null,
      memoryReservationBytes: 64 * mebi,
    })
    expect(serviceOf(web('image: a\nscale: 0\nmem_limit: 0x400'))).toMatchObject({
      replicas: 0,
      memoryLimitBytes: 1024,
    })
  })
  test('totals count every replica', () => {
    const two = `${web('image: a\nscale: 3\ncpus: 0.5\nmem_limit: 10m\nmem_reservation: 1m')}  b: {image: b, cpus: 1}\n`
    expect(composeFacts(projectOf(two))).toMatchObject({
      totalReplicas: 4,
      totalCpuLimitMilli: 2500,
      totalMemoryLimitBytes: 30 * mebi,
      totalMemoryReservationBytes: 3 * mebi,
    })
  })
})

describe('the whole file', () => {
  test('merge keys: own keys win, then earlier maps', () => {
    const text = `
x-a: &a {image: a, restart: always}
x-b: &b {image: b, restart: no, cpus: 2}
services:
  one: {<<: *a, image: own}
  two: {<<: [*a, *b]}
  three:
    image: own
    "<<": *a
    deploy: {resources: {<<: {limits: {memory: 1m}}}}
`
    expect(serviceOf(text, 'one')).toMatchObject({ image: 'own', restart: 'always' })
    expect(serviceOf(text, 'two')).toMatchObject({ image: 'a', restart: 'always', cpuLimitMilli: 2000 })
    // In quotes it is a key like any other.
    expect(serviceOf(text, 'three')).toMatchObject({ restart: null, memoryLimitBytes: mebi })
  })
  test('variables stand for values, not for keys, and results are read like texts', () => {
    const text = web(
      'image: "a:${TAG:-1}"\nscale: ${N}\nread_only: ${RO}\nports: ["${PORT}:80"]\nenvironment: {$KEY: $$}',
    )
    expect(serviceOf(text, 'web', { N: '3', PORT: '8080', RO: 'true' })).toMatchObject({
      image: 'a:1',
      replicas: 3,
      ports: [{ published: '8080' }],
      environmentKeys: ['$KEY'],
    })
  })
  test('a variable that is not set is a warning, once for each name', () => {
    const result = readCompose(web('image: "a$TAG$TAG"\nhostname: $HOST'))
    expect('warnings' in result && result.warnings).toEqual([
      { code: 'variable-unset', args: { name: 'HOST' } },
      { code: 'variable-unset', args: { name: 'TAG' } },
    ])
  })
  test('declared names are sorted; the project’s name is the file’s, else the caller’s', () => {
    const project = projectOf(
      'name: shop\nservices: {a: {image: a}}\nnetworks: {z: , b: }\nvolumes: {v: }\nsecrets: {s: {file: x}}',
    )
    expect(project).toMatchObject({
      name: 'shop',
      networks: ['b', 'z'],
      volumes: ['v'],
      secrets: ['s'],
      configs: [],
    })
    const named = readCompose('services: {a: {image: a}}', { name: 'folder' })
    expect('project' in named && named.project.name).toBe('folder')
  })
  test('services keep the order of the file, whatever they are called', () => {
    const facts = composeFacts(
      projectOf('services: {z: {image: a}, __proto__: {image: b}, constructor: {image: c}, "2": {image: d}}'),
    )
    expect(facts.serviceCount).toBe(4)
    expect(Object.keys(facts.services).sort()).toEqual(['2', '__proto__', 'constructor', 'z'])
    expect(Object.getPrototypeOf(facts.services)).toBe(Object.prototype)
    expect(JSON.parse(JSON.stringify(facts)).services.z.image).toBe('a')
  })
  test('what Compose would refuse but Strata can run is a warning', () => {
    const result = readCompose(`sevices: 1\n${web('port: [1]\nnetworks: [n]\nvolumes: ["v:/v", "./x:/x"]')}`)
    expect('warnings' in result && result.warnings).toEqual([
      { code: 'unknown-keys', args: { where: '/', count: 1, names: 'sevices' } },
      { code: 'unknown-keys', args: { where: 'web', count: 1, names: 'port' } },
      { code: 'no-image', args: { service: 'web' } },
      { code: 'network-undeclared', args: { service: 'web', count: 1, names: 'n' } },
      { code: 'volume-undeclared', args: { service: 'web', count: 1, names: 'v' } },
    ])
  })
  test('a byte-order mark, carriage returns, directives and an empty second document do no harm', () => {
    expect(serviceOf('\uFEFF%YAML 1.2\r\n---\r\nservices:\r\n  web:\r\n    image: a\r\n---\r\n').image).toBe(
      'a',
    )
  })
})

describe('extends within the file', () => {
  const base = `
services:
  base:
    image: base
    command: [a]
    environment: [A=1, B=1]
    ports: ["80:80", "81:81"]
    volumes: ["d:/d", "e:/e"]
    depends_on: [db]
    deploy: {replicas: 2, resources: {limits: {cpus: 1, memory: 1g}}}
  db: {image: db}
  web:
    extends: {service: base}
    environment: {B: 2, C: 3}
    ports: ["80:80", "82:82"]
    volumes: ["f:/d"]
    depends_on: {db: {condition: service_healthy}}
    deploy: {resources: {limits: {memory: 2g}}}
  third:
    extends: web
    image: third
    ports: !override ["9:9"]
    environment: !reset
volumes: {d: , e: , f: }
`
  test('maps merge, lists join, and later entries about the same thing win', () => {
    expect(serviceOf(base)).toMatchObject({
      image: 'base',
      environmentKeys: ['A', 'B', 'C'],
      ports: [{ published: '80' }, { published: '81' }, { published: '82' }],
      volumes: [
        { source: 'f', target: '/d' },
        { source: 'e', target: '/e' },
      ],
      dependsOn: { db: 'service_healthy' },
      replicas: 2,
      cpuLimitMilli: 1000,
      memoryLimitBytes: 2048 * mebi,
    })
  })
  test('a chain is followed; !override replaces and !reset removes', () => {
    expect(serviceOf(base, 'third')).toMatchObject({
      image: 'third',
      ports: [{ published: '9' }],
      environmentKeys: [],
      replicas: 2,
    })
  })
  test('the extended service itself is unchanged', () => {
    expect(serviceOf(base, 'base')).toMatchObject({
      environmentKeys: ['A', 'B'],
      memoryLimitBytes: 1024 * mebi,
    })
  })
})

describe('problems say where they are', () => {
  test.each([
    [web('image: [a]'), 'not-a-text 3:12 services.web.image'],
    [web('image: a\nports: 80'), 'not-a-list 4:12 services.web.ports'],
    [web('image: a\nports:\n  - 80\n  - 70000:1'), 'bad-port 6:9 services.web.ports[1]'],
    [web('image: a\nports: [{target: 99999}]'), 'bad-port 4:22 services.web.ports[0].target'],
    [web('image: a\nports: [{published: 1}]'), 'bad-port 4:13 services.web.ports[0].target'],
    [web('image: a\nvolumes: ["a:"]'), 'bad-volume 4:15 services.web.volumes[0]'],
    [web('image: a\nmem_limit: 64Mi'), 'bad-byte-size 4:16 services.web.mem_limit'],
    [web('image: a\ncpus: many'), 'bad-cpus 4:11 services.web.cpus'],
    [web('image: a\ncpus: .inf'), 'bad-cpus 4:11 services.web.cpus'],
    [web('image: a\nscale: 1.5'), 'bad-count 4:12 services.web.scale'],
    [
      web('image: a\ndeploy: {resources: {limits: {memory: -1}}}'),
      'bad-byte-size 4:43 services.web.deploy.resources.limits.memory',
    ],
    [web('image: a\nscale: 250001'), 'too-many-replicas 1:1 services'],
    [web('image: a\nimage: b'), 'key-twice 4:5 services.web'],
    [web('image: "${A"'), 'bad-variable 3:12 services.web.image'],
    [web('image: ${A:?no}'), 'variable-required 3:12 services.web.image'],
    [web('image: *a'), 'alias-unknown 3:12 services.web.image'],
    [web('labels: &a {x: *a}'), 'alias-loop 3:20 services.web.labels.x'],
    [web('<<: 1'), 'merge-not-a-map 3:9 services.web["<<"]'],
    [web('? [a]\n: b'), 'key-not-text 3:7 services.web'],
    [web('image: a\n\tcpus: 1'), 'yaml-tab 4:5'],
    [web('image: "a'), 'yaml-open 4:1'],
    ['services: {web: {image: a}, a b: {image: a}}', 'service-name 1:34 services["a b"]'],
    ['services: {web: nginx}', 'not-a-map 1:17 services.web'],
    ['services: []', 'not-a-map 1:11 services'],
    ['services: {}', 'no-services 1:11 services'],
    ['services:', 'no-services 1:1 services'],
    ['version: "3"', 'no-services 1:1 services'],
    ['', 'empty 1:1'],
    ['# nothing\n---\n', 'empty 1:1'],
    ['null', 'empty 1:1'],
    ['- a', 'not-a-map 1:1'],
    ['nginx', 'not-a-map 1:1'],
    ['include: [other.yaml]\nservices: {a: {image: a}}', 'file-missing 1:11 include[0]'],
    ['services: {a: {image: a}}\nvolumes: [v]', 'not-a-map 2:10 volumes'],
    ['services: {a: {image: a}}\n---\nservices: {b: {image: b}}', 'several-documents 2:1'],
    [web('image: a\ndepends_on: [db]'), 'dependency-unknown 4:17 services.web.depends_on'],
    [web('image: a\ndepends_on: [web]'), 'dependency-loop 3:5 services'],
    [web('extends: {file: other.yaml, service: a}'), 'file-missing 3:21 services.web.extends'],
    [web('extends: other'), 'extends-unknown 3:14 services.web.extends'],
    [web('extends: web'), 'extends-loop 3:5 services.web'],
    ['apiVersion: v1\nkind: Pod\nmetadata: {name: a}', 'kubernetes 1:1'],
    ['a: "\u0000"', 'control-character 1:5'],
  ])('%j', (text, problem) => {
    expect(problemsOf(readCompose(text))).toEqual([problem])
  })
  test('all problems come at once, in order of the file', () => {
    expect(problemsOf(readCompose(web('ports: 1\ncpus: x\nimage: {}')))).toEqual([
      'not-a-list 3:12 services.web.ports',
      'bad-cpus 4:11 services.web.cpus',
      'not-a-text 5:12 services.web.image',
    ])
  })
  test('a loop of dependencies names its services and nobody else', () => {
    const text = `services: {a: {image: x, depends_on: [b]}, d: {image: x},
  b: {image: x, depends_on: [c]}, c: {image: x, depends_on: [b]}}`
    const result = readCompose(text)
    expect('problems' in result && result.problems.map(({ args }) => args)).toEqual([{ services: 'b, c' }])
  })
  test('a dependency may be missing where it is not required', () => {
    expect(
      serviceOf(web('image: a\ndepends_on: {db: {condition: service_started, required: false}}')).dependsOn,
    ).toEqual({
      db: 'service_started',
    })
  })
})
