/** `strata validate`: published figures against what the laws say, with tolerance, source and the reason of a miss. */
import { figures, outcomeOf, sources, validationOf, type Outcome } from '../sim'
import { formatNumber } from '../i18n/format'
import { exitFine, exitInput, type Cli, type CliCommand } from './cli'
import { writeJson } from './json'
import { tableText } from './table'

export const validateCommand: CliCommand = {
  name: 'validate',
  options: { json: 'flag' },
  fewest: 0,
  most: 0,
  async run(cli, line) {
    const outcomes = figures().map(outcomeOf)
    const summary = validationOf(outcomes)
    await cli.io.out(
      line.has('json')
        ? `${writeJson({ summary, figures: outcomes.map(dataOf) }, 2)}\n`
        : textOf(cli, outcomes),
    )
    return summary.unexplained === 0 ? exitFine : exitInput
  },
}

function dataOf({ figure, ...outcome }: Outcome): unknown {
  const { id, experiment, kind, unit, published, law, source, explained } = figure
  const { simulated, difference, low, high, within, verdict } = outcome
  const reason = explained === true ? `validation.reason.${id}` : null
  const numbers = { published, simulated, difference, low, high, within }
  return { id, experiment, kind, unit, ...numbers, verdict, law, source, reason }
}

const numberColumns = [3, 4, 5]

function textOf(cli: Cli, outcomes: readonly Outcome[]): string {
  const { t } = cli
  const head = ['', 'figure', 'kind', 'published', 'simulated', 'difference', 'interval'].map((column) =>
    column === '' ? '' : t(`validation.column.${column}`),
  )
  const rows = outcomes.map((outcome) => rowOf(cli, outcome))
  const { predictions, reproduced, missed, inputs } = validationOf(outcomes)
  const parts = [
    tableText([head, ...rows], { right: numberColumns }),
    missesText(cli, outcomes),
    sourcesText(cli, outcomes),
    `${t('validation.summary', { predictions, reproduced, missed, inputs })}\n`,
  ]
  return parts.filter((part) => part !== '').join('\n')
}

function rowOf(cli: Cli, { figure, simulated, difference, low, high, verdict }: Outcome): readonly string[] {
  const { t, locale } = cli
  const { id, experiment, published, unit, tolerance, source } = figure
  const digits = published >= 1000 ? 0 : published >= 100 ? 1 : 2
  const written = (value: number): string => formatNumber(locale, value, { digits })
  const isAmount = tolerance.within === 'amount'
  // What is written as nothing has no sign.
  const tenths = Math.round((isAmount ? difference : (100 * difference) / published) * 10) / 10 || 0
  const off = `${tenths > 0 ? '+' : ''}${tenths.toFixed(1)}${isAmount ? '' : ' %'}`
  const unitText = t(`validation.unit.${unit}`)
  return [
    id,
    `${t(`validation.${experiment}`)}: ${t(`validation.figure.${id}`)}`,
    t(`validation.verdict.${verdict}`),
    `${low === null ? '≤ ' : ''}${written(published)} ${unitText}`,
    `${written(simulated)} ${unitText}`,
    off,
    `${low === null ? '' : `${written(low)} – `}${written(high)}  [${source}]`,
  ]
}

function missesText({ t }: Cli, outcomes: readonly Outcome[]): string {
  const rows = outcomes
    .filter(({ verdict }) => verdict === 'missed')
    .map(({ figure: { id, explained } }) => [
      id,
      t(explained === true ? `validation.reason.${id}` : 'cli.validate.unexplained'),
    ])
  return rows.length === 0 ? '' : `${t('validation.verdict.missed')}\n${tableText(rows, { indent: '  ' })}`
}

function sourcesText({ t }: Cli, outcomes: readonly Outcome[]): string {
  const ids = [...new Set(outcomes.map(({ figure }) => figure.source))]
  const rows = ids.map((id) => [`[${id}]`, `${sources[id].title} (${t(`cli.source.${sources[id].kind}`)})`])
  return `${t('cli.sources')}\n${tableText(rows, { indent: '  ' })}`
}
