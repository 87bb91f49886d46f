// npm run bench: measures what the budgets of the design promise and prints one line for each. Writes nothing.
import '../../src/sim/complete'
import { parseArgs } from 'node:util'
import { resultOf, type Bench, type Result } from './bench'
import { bootBenches } from './boots'
import { buildBenches } from './build'
import { counterfactualBenches } from './counterfactual'
import { labBenches } from './lab'
import { microscopeBenches } from './microscope'
import { pageBenches } from './page'
import { pagesBenches } from './pages'
import { pullBenches } from './pulls'
import { runBenches } from './run'
import { scaleBenches } from './scale'
import { settleBenches } from './settle'

const benches: readonly Bench[] = [
  ...buildBenches,
  ...runBenches,
  ...settleBenches,
  ...scaleBenches,
  ...pageBenches,
  ...pagesBenches,
  ...labBenches,
  ...microscopeBenches,
  ...pullBenches,
  ...bootBenches,
  ...counterfactualBenches,
]

const usage = `npm run bench -- [--only NAME] [--repeats N] [--json]

Benchmarks (NAME may be the beginning of several):
${benches.map(({ name }) => `  ${name}`).join('\n')}`

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    repeats: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

async function main(): Promise<void> {
  const chosen = benches.filter(({ name }) => name.startsWith(values.only))
  const repeats = Number(values.repeats)
  if (values.help) {
    console.log(usage)
    return
  }
  if (chosen.length === 0 || !Number.isSafeInteger(repeats) || repeats < 1) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  if (!values.json) console.log(header)
  const results: Result[] = []
  for (const bench of chosen) {
    const result = await resultOf(bench, repeats)
    results.push(result)
    if (!values.json) console.log(lineOf(result))
  }
  if (values.json) console.log(JSON.stringify(results, null, 2))
}

const header = columns('benchmark', 'figure', 'budget', 'ratio', 'verdict')

function lineOf({ name, unit, measured, budget, bound, ratio, verdict, note }: Result): string {
  const limit = `${bound === 'most' ? '≤' : '≥'} ${amount(budget)} ${unit}`
  const figure = verdict === 'skipped' ? '-' : `${amount(measured)} ${unit}`
  const share = verdict === 'skipped' ? '-' : ratio.toFixed(2)
  return columns(name, figure, limit, share, note === '' ? verdict : `${verdict}: ${note}`)
}

function columns(name: string, figure: string, budget: string, ratio: string, verdict: string): string {
  return `${name.padEnd(26)}${figure.padStart(18)}${budget.padStart(20)}${ratio.padStart(8)}  ${verdict}`
}

/** Three digits that count; whole numbers from 100 on. */
function amount(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))
}

await main()
