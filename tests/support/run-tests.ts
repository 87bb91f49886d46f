// `npm test`: every check and every test, in order of how fast they speak, ending with one line of counts.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { findBrowser } from './find-browser'

const reportFile = 'node_modules/.cache/strata/tests.json'

interface Outcome {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly seconds: number
}

const outcomes: Outcome[] = []

const hasBrowser = check('browser', () => {
  const browser = findBrowser()
  // The journeys take the same browser, without looking again.
  process.env['STRATA_BROWSER'] = browser.path
  console.log(`${browser.version} at ${browser.path} (${browser.how})`)
  return true
})
check('types', () => npmRun('typecheck'))
check('lint and format', () => npmRun('lint'))
check('dependency rules', () => npmRun('deps'))
const hasBuild = check('build', () => npmRun('build'))
check('first-screen size', () => hasBuild && npmRun('size'))
measure('tests', () => runTests(hasBrowser && hasBuild))

summarize()

/** Counts as one: passed when `run` returns true. */
function check(name: string, run: () => boolean): boolean {
  return measure(name, () => {
    const passed = run()
    return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 }
  })
}

function measure(name: string, run: () => { passed: number; failed: number }): boolean {
  console.log(`\n=== ${name}`)
  const start = performance.now()
  let counts = { passed: 0, failed: 1 }
  try {
    counts = run()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  outcomes.push({ name, ...counts, seconds: (performance.now() - start) / 1000 })
  return counts.failed === 0
}

function npmRun(script: string): boolean {
  return start('npm', ['run', '--silent', script])
}

function start(program: string, parameters: readonly string[]): boolean {
  const result = spawnSync(program, parameters, { stdio: 'inherit', shell: process.platform === 'win32' })
  return result.status === 0
}

/** One run of all projects; journeys need a browser and a build, whose absence has been counted as a failure. */
function runTests(withJourneys: boolean): { passed: number; failed: number } {
  rmSync(reportFile, { force: true })
  mkdirSync('node_modules/.cache/strata', { recursive: true })
  const projects = withJourneys ? [] : ['--project', 'unit', '--project', 'ui']
  if (!withJourneys) console.error('The journeys in tests/e2e are not run: they need a browser and a build.')
  const succeeded = start('npx', [
    'vitest',
    'run',
    ...projects,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
  ])
  if (!existsSync(reportFile)) return { passed: 0, failed: 1 }
  return countTests(JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport, succeeded)
}

/** The part that is read of vitest's JSON report. */
interface TestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

function countTests(report: TestReport, succeeded: boolean): { passed: number; failed: number } {
  // A file that breaks before its first test holds no failed test, and an error outside tests holds no file.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = report.numFailedTests + brokenFiles
  return { passed: report.numPassedTests, failed: failed === 0 && !succeeded ? 1 : failed }
}

function summarize(): void {
  console.log('\n=== summary')
  for (const { name, passed, failed, seconds } of outcomes) {
    console.log(`${name.padEnd(20)}${seconds.toFixed(1).padStart(7)} s   ${passed} passed, ${failed} failed`)
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
  process.exitCode = failed > 0 ? 1 : 0
  console.log(`\n${passed} passed, ${failed} failed`)
}
