// How the command line is spoken to: help, languages, versions, and answers to what it does not understand.
import { describe, expect, test } from 'vitest'
import english from '../../src/cli/text.en.json'
import chinese from '../../src/cli/text.zh-CN.json'
import { version } from '../../package.json'
import { strata } from './support'

const commands = ['run', 'hash', 'explain', 'link', 'eval', 'models', 'validate', 'import', 'bench']

test('without words it says how it is used, and that this was no use', async () => {
  const { exit, out, err } = await strata([])
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  for (const command of commands) expect(err).toContain(`  ${command} `)
})

test.each([['--help'], ['help'], ['-h']])('%s prints the commands', async (word) => {
  const { exit, out } = await strata([word])
  expect(exit).toBe(0)
  for (const command of commands) expect(out).toContain(`  ${command} `)
})

test.each(commands)('%s explains itself in both languages, whichever way it is asked', async (command) => {
  const asked = await strata(['help', command])
  const flagged = await strata([command, '--help'])
  const translated = await strata(['--lang', 'zh-CN', 'help', command])
  expect(asked).toEqual({ exit: 0, out: expect.stringContaining(`strata ${command} `), err: '' })
  expect(flagged).toEqual(asked)
  expect(translated.out).toMatch(/\p{Script=Han}/u)
})

test('--version prints the version of the program and of the model', async () => {
  const { exit, out } = await strata(['--version'])
  expect(exit).toBe(0)
  expect(out).toContain(`strata ${version} `)
  expect(out).toMatch(/model [0-9]+/)
})

describe('the language', () => {
  const han = /\p{Script=Han}/u
  test('is English where nothing is said', async () => {
    expect((await strata(['help'])).out).not.toMatch(han)
  })
  test('is that of the environment', async () => {
    expect((await strata(['help'], { languages: ['zh_CN.UTF-8', 'en_US'] })).out).toMatch(han)
  })
  test('is that of --lang before that of the environment, wherever it stands', async () => {
    expect((await strata(['help', '--lang=en'], { languages: ['zh_CN.UTF-8'] })).out).not.toMatch(han)
  })
  test('must be one of the two', async () => {
    const { exit, err } = await strata(['help', '--lang', 'fr'])
    expect(exit).toBe(2)
    expect(err).toContain('en, zh-CN')
  })
})

test('both languages have the same texts, and every error says what, why and what to do', () => {
  expect(Object.keys(chinese)).toEqual(Object.keys(english))
  const codes = Object.keys(english).filter((key) => key.startsWith('cli.error.'))
  const stems = new Set(codes.map((key) => key.replace(/\.[a-z]+$/, '')))
  expect(codes.sort()).toEqual(
    [...stems].flatMap((stem) => [`${stem}.do`, `${stem}.what`, `${stem}.why`]).sort(),
  )
})

describe('wrong use', () => {
  test.each([
    ['a misspelt command', ['rnu'], 'Try “strata run”'],
    ['a command like no other', ['xylophone'], 'Run “strata help”'],
    ['a misspelt option', ['run', 'one-kernel', '--untl', '3s'], 'Write --until'],
    ['an option like no other', ['hash', 'one-kernel', '--xyz'], 'has no option --xyz'],
    ['an option without its value', ['run', 'one-kernel', '--until'], '--until needs a value'],
    ['a flag with a value', ['run', 'one-kernel', '--json=yes'], '--json takes no value'],
    ['an option given twice', ['run', 'one-kernel', '--seed', '1', '--seed', '2'], 'given twice'],
    ['nothing to work on', ['run'], 'needs to know what to work on'],
    ['a word too many', ['hash', 'one-kernel', 'two'], 'cannot use “two”'],
    ['a misspelt law', ['eval', 'cpu.fairshare'], 'Try “cpu.fair-share”'],
    ['half a law', ['models', 'fair-share'], 'Try “cpu.fair-share”'],
    ['a law like no other', ['eval', 'q'], 'There is no law “q”'],
    ['a time that is none', ['run', 'one-kernel', '--until', 'noon'], 'is not a time'],
    ['a seed that is none', ['run', 'one-kernel', '--seed', '-1'], 'is not a seed'],
    ['a value for nothing', ['run', 'one-kernel', '--set', 'seed'], 'The form is path=value'],
    ['a kind for what has one', ['run', 'one-kernel', '--kind', 'vm'], 'fits Compose files only'],
    ['a fact that is no number', ['explain', 'one-kernel', '--fact', 'x'], 'is not the number of a fact'],
    [
      'an import of a kind unknown',
      ['import', 'x.yaml', '--kind', 'helm'],
      'compose, kubernetes or planetlab',
    ],
    ['a benchmark like no other', ['bench', 'desk'], 'Run “strata help bench”'],
    ['hosts that are no number', ['bench', 'fleet', '--hosts', 'ten'], 'Write for example --hosts 10'],
    ['no hosts at all', ['bench', 'fleet', '--hosts', '0'], 'from 1 to'],
    ['more hosts than a world holds', ['bench', 'fleet', '--hosts', '20001'], 'Write for example --hosts'],
    ['more VMs than fit a host', ['bench', 'fleet', '--vms-per-host', '26'], 'Write for example --vms-per'],
    [
      'more VMs than a world holds',
      ['bench', 'fleet', '--hosts', '20000', '--vms-per-host', '13'],
      'Give a smaller',
    ],
    [
      'a change of a link that is only read',
      ['link', 's1.x', '--decode', '--at', '1s'],
      'do not go together',
    ],
  ])('%s is answered with advice and exit code 2', async (_, words, advice) => {
    const { exit, out, err } = await strata(words)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain(advice)
    expect(err).toMatch(/^strata: .+\n {2}why: .+\n {2}do: .+\n$/)
  })
})
