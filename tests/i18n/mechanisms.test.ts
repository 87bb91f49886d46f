// Whatever a mechanism can say, name or refuse has its words in both languages, with the arguments of its
// description.
import { expect, test } from 'vitest'
import { argumentsOf } from '../../src/i18n/text'
import { textFiles, texts, type Texts } from '../../src/i18n/gather'
import { laws, standardModel } from '../../src/sim'

const sources = import.meta.glob<string>(['/src/sim/**/*.ts', '/src/worker/*.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** What is wrong with the words of a key: nothing when both languages have them with exactly these arguments. */
function faultsOf(key: string, wanted: readonly string[]): string[] {
  return Object.entries(texts).flatMap(([locale, known]) => {
    const sentence = known[key]
    if (sentence === undefined || sentence.trim() === '') return [`${locale} has no "${key}"`]
    const asked = argumentsOf(sentence)
    return asked.join() === [...wanted].sort().join()
      ? []
      : [`${locale} "${key}" asks for {${asked.join()}}, not {${wanted.join()}}`]
  })
}

const plain = (keys: readonly string[]): string[] => keys.flatMap((key) => faultsOf(key, []))

test('every fact has a sentence with the arguments of the fact', () => {
  expect(standardModel.facts.length).toBeGreaterThan(20)
  expect(
    standardModel.facts.flatMap(({ name, args }) =>
      faultsOf(
        `fact.${name}`,
        args.map((arg) => arg.name),
      ),
    ),
  ).toEqual([])
})

test('no fact about a start says that its time is not modelled', () => {
  const starts = standardModel.facts.filter(({ name }) => name.endsWith('.started'))
  expect(starts.length).toBeGreaterThan(0)
  for (const { name } of starts) {
    expect(texts.en[`fact.${name}`]).not.toContain('not modelled')
    expect(texts['zh-CN'][`fact.${name}`]).not.toContain('尚未建模')
  }
})

/** The arguments that the three sentences of a refusal use together. */
function argumentsOfRefusal(known: Texts, reason: string): string[] {
  const used = ['what', 'why', 'do'].flatMap((part) => argumentsOf(known[`refusal.${reason}.${part}`] ?? ''))
  return [...new Set(used)].sort()
}

test('every refusal of a mechanism uses the arguments it is given, in both languages', () => {
  const refusals = standardModel.mechanisms.flatMap(({ refusals }) => Object.entries(refusals ?? {}))
  expect(refusals.length).toBeGreaterThan(10)
  for (const [reason, args] of refusals) {
    for (const known of Object.values(texts)) {
      expect([reason, ...argumentsOfRefusal(known, reason)]).toEqual([reason, ...[...args].sort()])
    }
  }
})

test('every refusal in the code says what, why and what to do, with the same arguments in both languages', () => {
  const reasons = new Set(
    Object.values(sources).flatMap((source) =>
      [...source.matchAll(/(?:\brefuse\(|\breason: )'([a-z-]+)'/g)].map(([, reason]) => reason ?? ''),
    ),
  )
  expect([...reasons]).toEqual(expect.arrayContaining(['gone', 'gate-shut', 'journal-full', 'vm-in-state']))
  const missing = [...reasons].flatMap((reason) =>
    ['what', 'why', 'do']
      .map((part) => `refusal.${reason}.${part}`)
      .filter((key) => Object.values(texts).some((known) => (known[key] ?? '') === '')),
  )
  expect(missing).toEqual([])
  for (const reason of reasons) {
    expect(argumentsOfRefusal(texts['zh-CN'], reason)).toEqual(argumentsOfRefusal(texts.en, reason))
  }
})

test('every command has its verb and a hint', () => {
  const commands = [...standardModel.commands.keys()]
  expect(commands.length).toBeGreaterThan(10)
  expect(plain(commands.flatMap((name) => [`command.${name}`, `command.${name}.hint`]))).toEqual([])
})

test('every metric and every law has a title', () => {
  expect(standardModel.metrics.size).toBeGreaterThan(0)
  expect(laws.size).toBeGreaterThan(30)
  const metrics = [...standardModel.metrics.keys()].map((name) => `metric.${name}`)
  const titles = [...laws.keys()].map((id) => `equation.${id}`)
  // The Models page heads each mechanism's laws with its name.
  const groups = [...laws.keys()].map((id) => `models.group.${id.replace(/\..*$/, '')}`)
  expect(plain([...metrics, ...titles, ...groups])).toEqual([])
})

test('every code in a column has a name for people', () => {
  const keys = Object.entries(standardModel.tables).flatMap(([table, { columns }]) =>
    Object.entries(columns).flatMap(([column, { names }]) =>
      (names ?? []).map((name) => `${column}.${table}.${name}`),
    ),
  )
  expect(keys).toContain('state.vms.running')
  expect(plain(keys)).toEqual([])
})

test('in Chinese the states of VMs and containers keep the words of libvirt and OCI', () => {
  for (const [table, none] of [
    ['vms', ''],
    ['containers', 'none'],
  ] as const) {
    for (const name of standardModel.tables[table]?.columns['state']?.names ?? []) {
      if (name !== none) expect(texts['zh-CN'][`state.${table}.${name}`]).toContain(`（${name}）`)
    }
  }
})

test('every step of a placement decision has its words', () => {
  const choose = sources['/src/sim/model/placement/choose.ts'] ?? ''
  const listed = /filterNames = \[([^\]]+)\]/.exec(choose)?.[1] ?? ''
  const filters = [...listed.matchAll(/'([a-z-]+)'/g)].map(([, name]) => `step.filter.${name ?? ''}`)
  expect(filters.length).toBeGreaterThan(4)
  const others = [...choose.matchAll(/\.note\('([a-z]+)'/g)].map(([, name]) => `step.${name ?? ''}`)
  expect(plain([...filters, ...others])).toEqual([])
})

test('no key is written in two files of one language', () => {
  const homes = new Map<string, string[]>()
  for (const [path, known] of Object.entries(textFiles)) {
    const locale = path.includes('zh-CN') ? 'zh-CN' : 'en'
    for (const key of Object.keys(known)) {
      homes.set(`${locale} ${key}`, [...(homes.get(`${locale} ${key}`) ?? []), path])
    }
  }
  expect([...homes].filter(([, paths]) => paths.length > 1)).toEqual([])
})

test('both languages have the same keys, file by file', () => {
  for (const [path, known] of Object.entries(textFiles)) {
    const other = textFiles[path.replace(/\ben\.json$/, 'zh-CN.json')]
    if (other !== known)
      expect([path, ...Object.keys(other ?? {}).sort()]).toEqual([path, ...Object.keys(known).sort()])
  }
})
