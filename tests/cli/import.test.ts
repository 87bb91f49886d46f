// `strata import --facts`, and Compose files as sources of runs: variables, notes, problems, real files.
import { describe, expect, test } from 'vitest'
import { sharedFiles, sharedFolderExists } from '../sim/import/support'
import { readDotEnv } from '../../src/sim/import'
import { folderWith, printed, strata } from './support'

const web = 'services: {web: {image: nginx, ports: ["8088:80"], cpus: 0.5}}\n'

test('the worked example of the contract gives exactly its facts', async () => {
  const path = folderWith({ 'web.yaml': web })('web.yaml')
  const facts = JSON.parse(await printed(['import', path, '--kind', 'compose', '--facts'])) as unknown
  expect(facts).toEqual({
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

describe('variables', () => {
  const template = 'services: {web: {image: "nginx:${TAG}", restart: "$POLICY"}}\n'
  const imported = async (env: string | null, ...words: string[]) => {
    const path = folderWith({ 'web.yaml': template, ...(env === null ? {} : { '.env': env }) })('web.yaml')
    const { exit, out, err } = await strata(['import', path, '--facts', ...words])
    expect(exit).toBe(0)
    const { services } = JSON.parse(out) as { services: { web: { image: string; restart: string } } }
    return { ...services.web, err }
  }
  test('come from --env', async () => {
    const { image, err } = await imported(null, '--env', 'TAG=1.2', '--env', 'POLICY=always')
    expect(image).toBe('nginx:1.2')
    expect(err).toBe('')
  })
  test('come from the .env beside the file where --env leaves them out', async () => {
    const { image, restart } = await imported('TAG=9\nPOLICY="on-failure"\n', '--env', 'TAG=1.2')
    expect([image, restart]).toEqual(['nginx:1.2', 'on-failure'])
  })
  test('do not come from the process, and missing ones are warnings on standard error', async () => {
    process.env['TAG'] = 'from-the-process'
    const { image, err } = await imported(null)
    delete process.env['TAG']
    expect(image).toBe('nginx:')
    expect(err).toContain('TAG is not set')
  })
  test('of a broken .env are answered with its line', async () => {
    const path = folderWith({ 'web.yaml': template, '.env': 'TAG=1\n!\n' })('web.yaml')
    const { exit, err } = await strata(['import', path, '--facts'])
    expect(exit).toBe(1)
    expect(err).toContain('.env:2')
  })
  test('without a name are wrong use', async () => {
    const path = folderWith({ 'web.yaml': template })('web.yaml')
    expect((await strata(['import', path, '--facts', '--env', '=x'])).exit).toBe(2)
  })
})

describe('a .env file', () => {
  const variables = (text: string, given: Record<string, string> = {}) => {
    const read = readDotEnv(text, given)
    return 'variables' in read ? read.variables : `line ${text.slice(0, read.at).split('\n').length}`
  }
  test.each([
    ['plain values, trimmed', 'A=1\n  B = two words  \nC=\n', { A: '1', B: 'two words', C: '' }],
    ['remarks on lines of their own and behind values', '# x\nA=1 # one\nB=a#b\n', { A: '1', B: 'a#b' }],
    ['values in single quotes as they stand', "A='$B # \\n'\n", { A: '$B # \\n' }],
    ['values in double quotes with escapes', 'A="a\\nb \\"c\\" \\$D"\n', { A: 'a\nb "c" $D' }],
    ['quoted values over several lines', 'A="a\nb"\nB=2\n', { A: 'a\nb', B: '2' }],
    ['earlier variables put into later ones', 'A=1\nB=${A}-${C:-3}\n', { A: '1', B: '1-3' }],
    ['export before a name', 'export A=1\n', { A: '1' }],
    ['Windows line ends and a byte order mark', '\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['names without a value left out', 'A\nB=2\n', { B: '2' }],
    ['nothing', '', {}],
  ])('is read with %s', (_, text, expected) => {
    expect(variables(text)).toEqual(expected)
  })
  test('is overruled by what is given, also inside its own values', () => {
    expect(variables('A=1\nB=$A\n', { A: '9' })).toEqual({ A: '9', B: '9' })
  })
  test('names the line that is none', () => {
    expect(variables('A=1\n=2\n')).toBe('line 2')
    expect(variables('A=${\n')).toBe('line 1')
    expect(variables('A=1\nB="2\nC=3\n')).toBe('line 2')
    expect(variables('A B\n')).toBe('line 1')
  })
})

describe('what cannot be imported', () => {
  test('every problem of a file is told with its place', async () => {
    const path = folderWith({ 'bad.yaml': 'services:\n  web:\n    ports: ["99999"]\n    scale: many\n' })(
      'bad.yaml',
    )
    const { exit, err } = await strata(['import', path, '--facts'])
    expect(exit).toBe(1)
    expect(err).toContain(`where: ${path}:3:`)
    expect(err).toContain(`where: ${path}:4:`)
  })
  test('a second Compose file and an unknown kind are wrong use', async () => {
    const path = folderWith({ 'web.yaml': web })('web.yaml')
    expect((await strata(['import', path, path, '--facts'])).exit).toBe(2)
    expect((await strata(['import', path, '--facts', '--kind', 'helm'])).exit).toBe(2)
    expect((await strata(['run', path, '--kind', 'pod'])).exit).toBe(2)
  })
})

describe('several files and folders', () => {
  const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: c}]}}}
`
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n'

  test('manifests are one set, in the order of the command line; their kind is guessed', async () => {
    const folder = folderWith({ 'a.yaml': service, 'b.yml': web })
    const words = ['import', folder('b.yml'), folder('a.yaml'), '--facts']
    const facts = JSON.parse(await printed(words)) as { builtinKinds: object }
    expect(Object.keys(facts.builtinKinds)).toEqual(['Deployment', 'Service'])
    expect(JSON.parse(await printed([...words, '--kind', 'kubernetes']))).toEqual(facts)
    const ofFolder = JSON.parse(await printed(['import', folder(), '--facts'])) as typeof facts
    expect(Object.keys(ofFolder.builtinKinds)).toEqual(['Service', 'Deployment'])
  })
  test('amounts that a double cannot hold are printed exactly', async () => {
    const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: c}
spec: {resources: {requests: {storage: 8Ei}}}
`
    const out = await printed(['import', folderWith({ 'c.yaml': claim })('c.yaml'), '--facts'])
    expect(out).toContain('"storageBytes": 9223372036854775807')
  })
  test('kinds that are not built in are a warning on standard error, not an error', async () => {
    const custom = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n'
    const { exit, out, err } = await strata(['import', folderWith({ 'w.yaml': custom })('w.yaml'), '--facts'])
    expect(exit).toBe(0)
    expect(err).toContain('Widget')
    expect(JSON.parse(out)).toMatchObject({
      customResourcesSkipped: [{ apiVersion: 'example.com/v1', kind: 'Widget', name: 'w' }],
    })
  })
  test('a problem names its file', async () => {
    const folder = folderWith({ 'a.yaml': web, 'b.yaml': 'kind: Pod\n' })
    const { exit, err } = await strata(['import', folder('a.yaml'), folder('b.yaml'), '--facts'])
    expect(exit).toBe(1)
    expect(err).toContain(`where: ${folder('b.yaml')}:1:1`)
  })
  test('a Compose file finds what it includes and extends beside it', async () => {
    const folder = folderWith({
      'compose.yaml': 'include: [other.yaml]\nservices: {web: {extends: {file: base.yaml, service: b}}}',
      'other.yaml': 'services: {db: {image: "db:$TAG"}}',
      'base.yaml': 'services: {b: {image: b}}',
      '.env': 'TAG=2\n',
    })
    for (const path of [folder('compose.yaml'), folder()]) {
      const facts = JSON.parse(await printed(['import', path, '--facts'])) as { services: object }
      expect(facts.services).toMatchObject({ web: { image: 'b' }, db: { image: 'db:2' } })
    }
  })
  test('a missing or broken file beside it is told with both places', async () => {
    const folder = folderWith({
      'compose.yaml': 'include:\n- none.yaml\n',
      'x.yaml': 'include: [y.yaml]',
      'y.yaml': '- \t',
    })
    const missing = await strata(['import', folder('compose.yaml'), '--facts'])
    expect(missing.exit).toBe(1)
    expect(missing.err).toContain('none.yaml')
    expect(missing.err).toContain(`where: ${folder('compose.yaml')}:2:3`)
    expect((await strata(['import', folder('x.yaml'), '--facts'])).err).toContain(
      `where: ${folder('y.yaml')}:1:`,
    )
  })
  test('an empty folder and a wish for VMs of manifests are answered', async () => {
    const folder = folderWith({ 'pod.yaml': web })
    expect((await strata(['import', folderWith({})(), '--facts'])).exit).toBe(1)
    expect((await strata(['run', folder('pod.yaml'), '--kind', 'vm'])).exit).toBe(2)
    expect(await printed(['run', folder('pod.yaml')])).toMatch(/^container\.started +1$/m)
    const pod = '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "c"}]}}'
    const json = folderWith({ 'pod.json': pod })('pod.json')
    expect(await printed(['run', json])).toMatch(/^container\.started +1$/m)
  })
})

describe('without --facts', () => {
  test('a scenario is printed that runs like the file itself, and the notes go to standard error', async () => {
    const folder = folderWith({ 'web.yaml': web })
    const { exit, out, err } = await strata(['import', folder('web.yaml')])
    expect(exit).toBe(0)
    expect(err).toContain('Assumed: 256 MiB')
    const saved = folderWith({ 'web.strata.json': out })('web.strata.json')
    expect(await printed(['hash', saved])).toBe(await printed(['hash', folder('web.yaml')]))
  })
  test('a folder of recordings becomes VMs that follow them', async () => {
    const folder = folderWith({ one: '10\n20\n', two: '0\n100\n', '.hidden': 'x' })
    const made = JSON.parse(await printed(['import', folder(), '--kind', 'planetlab'])) as {
      scenario: { workloads: { count: number }[] }
    }
    expect(made.scenario.workloads.map(({ count }) => count)).toEqual([1, 1])
    expect(JSON.parse(await printed(['import', folder(), '--facts']))).toMatchObject({
      traces: 2,
      samples: 4,
    })
    const wrong = await strata(['import', folder('one'), folder('.hidden'), '--kind', 'planetlab'])
    expect(wrong.exit).toBe(1)
    expect(wrong.err).toContain(`where: ${folder('.hidden')}:1:1`)
  })
})

const files = sharedFiles()
const composeFiles = Object.entries(files ?? {}).filter(([name]) => name.startsWith('compose-'))

test('the files beside the checkout are there, or their absence has been said loudly', () => {
  expect(files !== null).toBe(sharedFolderExists())
  expect(composeFiles.length > 0).toBe(files !== null)
})

for (const [name, text] of composeFiles) {
  describe(name, () => {
    test.each(['vm', 'container'])(
      'runs in kind %s, twice the same, with notes on what was assumed',
      async (kind) => {
        const path = folderWith({ [name]: text })(name)
        const first = await strata(['run', path, '--kind', kind])
        expect(first).toMatchObject({ exit: 0, err: '' })
        expect(first.out).toContain('Assumed: 256 MiB')
        expect(first.out).toMatch(kind === 'vm' ? /^vm\.started +[1-9]/m : /^container\.started +[1-9]/m)
        expect(await strata(['run', path, '--kind', kind])).toEqual(first)
      },
    )
    test('runs in containers when no kind is named', async () => {
      const path = folderWith({ [name]: text })(name)
      const hashed = await printed(['hash', path])
      expect(hashed).toBe(await printed(['hash', path, '--kind', 'container']))
      expect(hashed).not.toBe(await printed(['hash', path, '--kind', 'vm']))
    })
  })
}
