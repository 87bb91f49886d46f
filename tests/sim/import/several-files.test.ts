/** `extends` from other files, `include` and `.env`: what Compose would make of several files. */
import { describe, expect, test } from 'vitest'
import { composeFacts, readCompose, type ComposeResult } from '../../../src/sim/import'
import { joinPath } from '../../../src/sim/import/paths'

type Files = Readonly<Record<string, string>>

function read(files: Files, env: Record<string, string> = {}): ComposeResult {
  const file = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined)
  return readCompose(files['compose.yaml'] ?? '', { env, fileName: 'compose.yaml', file })
}

function factsOf(files: Files, env: Record<string, string> = {}) {
  const result = read(files, env)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return composeFacts(result.project)
}

/** 'code file:line:column path' of each problem. */
function problemsOf(files: Files): readonly string[] {
  const result = read(files)
  if (!('problems' in result)) return []
  return result.problems.map(
    ({ code, file, line, column, path }) => `${code} ${file ?? 'compose.yaml'}:${line}:${column} ${path}`,
  )
}

describe('extends from another file', () => {
  const base = `services:
  base:
    image: \${IMAGE:-base}:1
    ports: ["80:80", "81:81"]
    volumes: [data:/data, ./conf:/etc/conf:ro]
    environment: [A=1, B=2]
    networks: [back]
    depends_on: [db]
    profiles: [p]
    deploy: {replicas: 2, resources: {limits: {cpus: "0.5", memory: 1g}}}
    restart: always
`
  const main = `services:
  web:
    extends: {file: common/base.yaml, service: base}
    image: own
    ports: ["80:80", {target: 82, published: 8082}]
    volumes: ["other:/data"]
    environment: {B: 3, C: 4}
    networks: {front: }
    depends_on: {cache: {condition: service_healthy}}
    profiles: [p, q]
    deploy: {resources: {limits: {memory: 2g}}}
  db: {image: db}
  cache: {image: cache}
networks: {front: , back: }
`
  test('merges maps by key, joins lists, and keeps entries about the same thing once', () => {
    const { services } = factsOf({ 'compose.yaml': main, 'common/base.yaml': base })
    expect(Object.keys(services).sort()).toEqual(['cache', 'db', 'web'])
    const port = (number: number, published = `${number}`) => ({
      hostIp: null,
      published,
      target: number,
      protocol: 'tcp',
    })
    expect(services['web']).toEqual({
      image: 'own',
      hasBuild: false,
      ports: [port(80), port(81), port(82, '8082')],
      volumes: [
        { type: 'volume', source: 'other', target: '/data', readOnly: false },
        { type: 'bind', source: './conf', target: '/etc/conf', readOnly: true },
      ],
      networks: ['back', 'front'],
      dependsOn: { db: 'service_started', cache: 'service_healthy' },
      environmentKeys: ['A', 'B', 'C'],
      replicas: 2,
      cpuLimitMilli: 500,
      memoryLimitBytes: 2147483648,
      cpuReservationMilli: null,
      memoryReservationBytes: null,
      restart: 'always',
      hasHealthcheck: false,
      profiles: ['p', 'q'],
    })
  })
  test('follows files from file to file, each path as seen from its own folder', () => {
    const { services } = factsOf({
      'compose.yaml': 'services: {a: {extends: {file: x/one.yaml, service: b}}}',
      'x/one.yaml': 'services: {b: {extends: {file: ../y/two.yaml, service: c}, restart: always}}',
      'y/two.yaml': 'services: {c: {extends: d, scale: 3}, d: {image: deep}}',
    })
    expect(services['a']).toMatchObject({ image: 'deep', replicas: 3, restart: 'always' })
  })
  test('puts in the variables of the project', () => {
    const files = {
      'compose.yaml': 'services: {a: {extends: {file: b.yaml, service: b}}}',
      'b.yaml': 'services: {b: {image: "$IMAGE"}}',
      '.env': 'IMAGE=from-env\n',
    }
    expect(factsOf(files).services['a']?.image).toBe('from-env')
    expect(factsOf(files, { IMAGE: 'given' }).services['a']?.image).toBe('given')
  })
  test('nothing else of the other file becomes part of the project', () => {
    const facts = factsOf({
      'compose.yaml': 'services: {a: {extends: {file: b.yaml, service: b}}}',
      'b.yaml': 'services: {b: {image: b}, c: {image: c}}\nvolumes: {v: }\nnetworks: {n: }',
    })
    expect(facts).toMatchObject({ serviceCount: 1, topLevelNetworks: [], topLevelVolumes: [] })
  })
  test('a command is replaced, a value can be taken away or put in place of a list', () => {
    const { services } = factsOf({
      'compose.yaml': `services:
  a:
    extends: {file: b.yaml, service: b}
    ports: !override ["9:9"]
    volumes: !reset []
`,
      'b.yaml': 'services: {b: {image: b, ports: ["1:1"], volumes: [v:/v]}}',
    })
    expect(services['a']).toMatchObject({ ports: [{ published: '9' }], volumes: [] })
  })
})

describe('include', () => {
  test('brings in services, networks and volumes, and paths stay as they are written', () => {
    const facts = factsOf({
      'compose.yaml': 'include: [shop/compose.yaml]\nservices: {web: {image: web, depends_on: [db]}}',
      'shop/compose.yaml':
        'services: {db: {image: db, volumes: ["./data:/data"]}}\nvolumes: {v: }\nnetworks: {n: }',
    })
    expect(facts).toMatchObject({ serviceCount: 2, topLevelNetworks: ['n'], topLevelVolumes: ['v'] })
    expect(facts.dependsOnEdges).toEqual([['web', 'db']])
    expect(facts.services['db']?.volumes[0]?.source).toBe('./data')
  })
  test('works without services of its own, and level by level', () => {
    const facts = factsOf({
      'compose.yaml': 'include: [a/compose.yaml]',
      'a/compose.yaml': 'include: [../b/compose.yaml]\nservices: {a: {image: a}}',
      'b/compose.yaml': 'services: {b: {image: b}}',
    })
    expect(Object.keys(facts.services).sort()).toEqual(['a', 'b'])
  })
  test('takes variables from the .env beside the included file, below those of the project', () => {
    const files = {
      'compose.yaml': 'include: [a/compose.yaml]',
      'a/compose.yaml': 'services: {a: {image: "$X-$Y-$Z"}}',
      'a/.env': 'X=inner\nY=inner\nZ=inner\n',
      '.env': 'Y=outer\nZ=outer\n',
    }
    expect(factsOf(files, { Z: 'given' }).services['a']?.image).toBe('inner-outer-given')
  })
  test('in its long form merges several files, with a folder and variables of its own', () => {
    const facts = factsOf({
      'compose.yaml': `include:
  - path: [a/one.yaml, a/two.yaml]
    project_directory: other
    env_file: [first.env, second.env]
`,
      'a/one.yaml': 'services: {a: {image: "$X", ports: ["1:1"], extends: {file: base.yaml, service: s}}}',
      'a/two.yaml': 'services: {a: {image: "$X-$Y", ports: ["2:2"]}, b: {image: b}}\nvolumes: {v: }',
      'other/base.yaml': 'services: {s: {restart: always}}',
      'first.env': 'X=1\nY=1\n',
      'second.env': 'Y=2\n',
    })
    expect(facts.services['a']).toMatchObject({ image: '1-2', restart: 'always' })
    expect(facts.services['a']?.ports.map(({ target }) => target)).toEqual([1, 2])
    expect(facts.topLevelVolumes).toEqual(['v'])
  })
  test('of the same file on two ways is no conflict', () => {
    const facts = factsOf({
      'compose.yaml': 'include: [a.yaml, b.yaml]',
      'a.yaml': 'include: [common.yaml]',
      'b.yaml': 'include: [common.yaml]\nservices: {b: {image: b}}',
      'common.yaml': 'services: {c: {image: c, ports: ["1:1"]}}',
    })
    expect(facts.serviceCount).toBe(2)
  })
})

describe('problems of several files', () => {
  const including = (more: Files): Files => ({ 'compose.yaml': 'include:\n  - a.yaml\n', ...more })
  test.each<[string, Files, string]>([
    ['a missing file', including({}), 'file-missing compose.yaml:2:5 include[0]'],
    [
      'a broken file, with its own place',
      including({ 'a.yaml': 'services:\n\ta: {}' }),
      'yaml-tab a.yaml:2:1 ',
    ],
    [
      'a wrong value of a service from another file',
      including({ 'a.yaml': 'services:\n  a: {image: a, ports: [99999]}' }),
      'bad-port a.yaml:2:25 services.a.ports[0]',
    ],
    [
      'an include of itself',
      including({ 'a.yaml': 'include: [b.yaml]', 'b.yaml': 'include: [./a.yaml]' }),
      'file-loop b.yaml:1:11 include[0]',
    ],
    [
      'an include of the first file',
      including({ 'a.yaml': 'include: [compose.yaml]' }),
      'file-loop a.yaml:1:11 include[0]',
    ],
    [
      'another service of the same name',
      {
        'compose.yaml': 'include: [a.yaml]\nservices: {s: {image: a}}',
        'a.yaml': 'services: {s: {image: b}}',
      },
      'include-conflict a.yaml:1:15 services.s',
    ],
    [
      'a file from elsewhere',
      { 'compose.yaml': 'include: ["oci://docker.io/shop:1"]' },
      'file-remote compose.yaml:1:11 include[0]',
    ],
    [
      'extends of a missing file',
      { 'compose.yaml': 'services: {a: {extends: {file: b.yaml, service: b}}}' },
      'file-missing compose.yaml:1:32 services.a.extends',
    ],
    [
      'extends of a service that the file lacks',
      {
        'compose.yaml': 'services: {a: {extends: {file: b.yaml, service: b}}}',
        'b.yaml': 'services: {c: {}}',
      },
      'extends-unknown compose.yaml:1:49 services.a.extends',
    ],
    [
      'a circle of extends through files',
      {
        'compose.yaml': 'services: {a: {extends: {file: b.yaml, service: b}}}',
        'b.yaml': 'services: {b: {extends: {file: compose.yaml, service: a}}}',
      },
      'extends-loop compose.yaml:1:15 services.a',
    ],
    [
      'a broken .env',
      { 'compose.yaml': 'services: {a: {image: a}}', '.env': 'A=1\n"\n' },
      'bad-env-line .env:2:1 ',
    ],
    [
      'a missing env_file',
      { 'compose.yaml': 'include: [{path: a.yaml, env_file: x.env}]', 'a.yaml': 'services: {a: {image: a}}' },
      'file-missing compose.yaml:1:11 include[0].env_file',
    ],
    [
      'an include that is no list',
      { 'compose.yaml': 'include: a.yaml' },
      'not-a-list compose.yaml:1:10 include',
    ],
    [
      'an include without a path',
      { 'compose.yaml': 'include: [{}]' },
      'not-a-text compose.yaml:1:11 include[0].path',
    ],
    [
      'Kubernetes in an included file',
      including({ 'a.yaml': 'apiVersion: v1\nkind: Pod' }),
      'kubernetes a.yaml:1:1 ',
    ],
  ])('%s', (_, files, problem) => {
    expect(problemsOf(files)).toEqual([problem])
  })
  test('includes that multiply end at a limit', () => {
    const files: Record<string, string> = { 'compose.yaml': 'include: [f0.yaml]' }
    for (let n = 0; n < 30; n++) {
      const next = `f${n + 1}.yaml`
      files[`f${n}.yaml`] = n === 29 ? 'services: {a: {image: a}}' : `include: [${next}, ${next}]`
    }
    expect(problemsOf(files).map((text) => text.split(' ')[0])).toEqual(['too-many-files'])
  })
})

test.each([
  ['', 'a.yaml', 'a.yaml'],
  ['x/y', '../a.yaml', 'x/a.yaml'],
  ['x', '../../a.yaml', '../a.yaml'],
  ['', './x/./y//a.yaml', 'x/y/a.yaml'],
  ['x', '/etc/../a.yaml', '/a.yaml'],
  ['/x', 'a.yaml', '/x/a.yaml'],
  ['..', '../a.yaml', '../../a.yaml'],
])('from %j the path %j is %j', (folder, path, joined) => {
  expect(joinPath(folder, path)).toBe(joined)
})
