// Files stay small enough to read, no work is left half done, and no test is forgotten.
import { expect, test } from 'vitest'
import { filesBelow, linesOf, readText } from './files'

const folders = ['src', 'tests', '.config']
const codeEndings = ['.ts', '.tsx', '.css', '.js', '.cjs']
const longestFile = 400
const longestLine = 120

const code = folders.flatMap((folder) => filesBelow(folder, codeEndings))
const prose = folders.flatMap((folder) => filesBelow(folder, ['.md', '.json']))

test('there is code to check', () => {
  expect(code.length).toBeGreaterThan(0)
})

test(`no file of code has more than ${longestFile} lines`, () => {
  expect(code.filter((path) => linesOf(path).length > longestFile)).toEqual([])
})

test(`no line of code has more than ${longestLine} characters`, () => {
  const places = code.flatMap((path) =>
    linesOf(path).flatMap((line, index) => (line.length > longestLine ? [`${path}:${index + 1}`] : [])),
  )
  expect(places).toEqual([])
})

test('no note about unfinished work is left in the files', () => {
  // Put together here, so that this file does not find itself.
  const note = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`)
  expect([...code, ...prose].filter((path) => note.test(readText(path)))).toEqual([])
})

test('no test is switched off or run alone', () => {
  const switched = /\b(describe|it|test|suite|bench)(\.\w+)*\.(only|skip|todo)\b/
  const tests = filesBelow('tests', ['.ts', '.tsx'])
  expect(tests.filter((path) => switched.test(readText(path)))).toEqual([])
})

test('every test file belongs to a folder that a test project of vite.config.ts runs', () => {
  const nodeFolders =
    'sim|scenario|properties|differential|golden|engines|fuzz|cli|lessons|i18n|viz|architecture|app|worker|e2e|deep'
  const known = new RegExp(`^tests/((${nodeFolders})/.*\\.test\\.ts|ui/.*\\.test\\.tsx)$`)
  const tests = filesBelow('tests', ['.test.ts', '.test.tsx', '.spec.ts', '.spec.tsx'])
  expect(tests.filter((path) => !known.test(path))).toEqual([])
})
