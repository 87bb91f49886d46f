// Files dropped together: which is the main one, what is asked, and what is told when they cannot be read.
import { beforeEach, expect, test, vi } from 'vitest'
import { droppedFiles } from '../../src/app/dropping'
import type { Importer } from '../../src/app/files'
import { createImporting, type Importing } from '../../src/app/importing'
import { createStore, type Store } from '../../src/app/store'
import * as sim from '../../src/sim'
import { importFiles, kindOfFiles, parseNoteLine } from '../../src/sim/import'

const branches = [{ name: 'A', parent: -1, at: 0, journal: [] }]
const importer: Importer = {
  parseNoteLine,
  kindOf: kindOfFiles,
  importFiles(files, { wrap }) {
    const made = importFiles(files, { kind: wrap })
    if ('problems' in made) return made
    return {
      file: made.file,
      link: { modelVersion: sim.modelVersion, scenario: made.scenario, branches, branch: 0 },
    }
  },
}

let store: Store
let opened: sim.Link[]
let importing: Importing

beforeEach(() => {
  store = createStore({ locale: 'en', theme: 'system', motion: 'reduced' })
  opened = []
  importing = createImporting({
    store,
    codec: async () => sim,
    importer: async () => importer,
    async openLink(link) {
      opened.push(link)
      return true
    },
  })
})

const found = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, text]) => ({ path, file: new File([text], path.replace(/.*\//, '')) }))
const notices = () => store.getState().notice.notices.map(({ text, place }) => `${text} ${place}`.trim())
const scenario = () => opened[0]?.scenario

test('a Compose file of a dropped folder finds what it extends, and asks what to run in', async () => {
  await importing.openFiles(
    found({
      'shop/README.md': 'hello',
      'shop/common/base.yaml': 'services: {b: {image: "b:$TAG"}}',
      'shop/compose.yaml': 'services: {web: {extends: {file: common/base.yaml, service: b}}}',
      'shop/.env': 'TAG=7\n',
    }),
  )
  const { dialog } = store.getState().notice
  expect(dialog).toMatchObject({ type: 'compose', name: 'shop/compose.yaml' })
  expect(opened).toEqual([])
  if (dialog?.type === 'compose') await importing.openCompose(dialog.files, 'vm')
  expect(scenario()).toMatchObject({
    title: 'shop',
    workloads: [{ name: 'web', wrap: [{ profile: 'kvm-qemu' }] }],
    define: { apps: { web: { image: 'b:7' } } },
  })
  expect(store.getState().notice.dialog).toBeNull()
})

test('manifests open as a cluster without a question, also as JSON', async () => {
  await importing.openFiles(
    found({
      'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: s}',
      'b.json':
        '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [{"name": "c"}]}}',
    }),
  )
  expect(store.getState().notice.dialog).toBeNull()
  expect(scenario()?.workloads).toMatchObject([{ name: 'p', count: 1 }])
  await importing.openFiles(found({ 'pod.json': '{"apiVersion": "v1", "kind": "Namespace"}' }))
  expect(opened).toHaveLength(2)
})

test('a folder of recordings opens as VMs that follow them', async () => {
  await importing.openFiles(found({ 'day/b': '1\n2\n', 'day/a': '3\n4\n' }))
  expect(scenario()).toMatchObject({ title: 'day', workloads: [{ name: 'vm-2500' }, { name: 'vm-2000' }] })
})

test('a saved run opens, and JSON that is none is told so', async () => {
  const link = { modelVersion: 1, scenario: sim.library['seven-versus-seven'], branches, branch: 0 }
  if (link.scenario === undefined) throw new Error('no such scenario')
  await importing.openFiles(found({ 'a.strata.json': sim.encodeFile(link as sim.Link) }))
  expect(opened).toHaveLength(1)
  await importing.openFiles(found({ 'package.json': '{"name": "x"}' }))
  expect(notices()).toEqual(['decode.not-a-file'])
})

test('a missing file is told with the place that names it, and what was open stays', async () => {
  await importing.openFiles(found({ 'compose.yaml': 'include:\n  - other.yaml\n' }))
  expect(notices()).toEqual(['import.file-missing compose.yaml:2:5 include[0]'])
  await importing.openFiles(found({ 'a.yaml': 'apiVersion: v1\nkind: Pod', 'b.yaml': 'kind: Pod' }))
  expect(notices()).toContain('import.not-an-object b.yaml:1:1')
  await importing.openFiles(found({ 'photo.png': 'x', 'notes.txt': '7 days' }))
  expect(notices()).toContain('problem.file-unknown photo.png')
  expect(opened).toEqual([])
})

interface FakeEntry {
  readonly name: string
  readonly fullPath: string
  readonly isFile: boolean
  readonly isDirectory: boolean
}

/** A folder as the browser gives it: its entries come in portions. */
function folder(name: string, path: string, inside: readonly FakeEntry[]): FakeEntry {
  const portions = [inside.slice(0, 1), inside.slice(1), []]
  const createReader = () => ({
    readEntries: (done: (entries: readonly FakeEntry[]) => void) => done(portions.shift() ?? []),
  })
  return Object.assign({ name, fullPath: path, isFile: false, isDirectory: true }, { createReader })
}

function entry(name: string, path: string): FakeEntry {
  const file = (done: (file: File) => void) => done(new File([name], name))
  return Object.assign({ name, fullPath: path, isFile: true, isDirectory: false }, { file })
}

test('a dropped folder is walked to its end, without what is hidden or none of the reader’s making', async () => {
  const root = folder('shop', '/shop', [
    entry('compose.yaml', '/shop/compose.yaml'),
    entry('.DS_Store', '/shop/.DS_Store'),
    entry('.env', '/shop/.env'),
    folder('common', '/shop/common', [
      entry('a.yaml', '/shop/common/a.yaml'),
      entry('b.yaml', '/shop/common/b.yaml'),
    ]),
    folder('node_modules', '/shop/node_modules', [entry('c.yaml', '/shop/node_modules/c.yaml')]),
    folder('.git', '/shop/.git', [entry('d', '/shop/.git/d')]),
  ])
  const webkitGetAsEntry = vi.fn(() => root)
  const transfer = { files: [new File([], 'shop')], items: [{ webkitGetAsEntry }] } as unknown as DataTransfer
  expect((await droppedFiles(transfer)).map(({ path }) => path)).toEqual([
    'shop/.env',
    'shop/common/a.yaml',
    'shop/common/b.yaml',
    'shop/compose.yaml',
  ])
})
