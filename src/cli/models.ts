/** `strata models`: every law with its formula, what goes in and out, its sources, and its examples worked out. */
import { evaluateLaw, laws, sources, type AnyEquation, type SourceId } from '../sim'
import { hasText } from '../i18n/text'
import { exitFine, type Cli, type CliCommand } from './cli'
import { isWrong, type Wrong } from './complaint'
import { lawOf } from './eval'
import { writeJson } from './json'
import { shapeText } from './shape'
import { tableText } from './table'

export const modelsCommand: CliCommand = {
  name: 'models',
  options: { json: 'flag' },
  fewest: 0,
  most: 1,
  async run(cli, line) {
    const chosen = chosenLaws(cli, line.positionals[0])
    if (isWrong(chosen)) return chosen
    await cli.io.out(
      line.has('json')
        ? `${writeJson(chosen.map(dataOf), 2)}\n`
        : chosen.map((law) => lawText(cli, law)).join('\n'),
    )
    return exitFine
  },
}

/** All laws, those of one mechanism ('memory'), or one. */
function chosenLaws(cli: Cli, id: string | undefined): readonly AnyEquation[] | Wrong {
  const all = [...laws.values()]
  if (id === undefined) return all
  const ofMechanism = all.filter((law) => law.id.startsWith(`${id}.`))
  if (ofMechanism.length > 0) return ofMechanism
  const law = lawOf(cli, id)
  return isWrong(law) ? law : [law]
}

interface Source {
  readonly title: string
  readonly kind: string
  readonly year?: number
  readonly publisher?: string
  readonly address?: string
  readonly note?: string
}

function sourceOf(id: string): Source {
  return Object.hasOwn(sources, id) ? sources[id as SourceId] : { title: id, kind: 'unknown' }
}

function dataOf(law: AnyEquation): unknown {
  return {
    id: law.id,
    tex: law.tex,
    input: shapeText(law.input),
    output: shapeText(law.output),
    sources: law.sources.map((id) => ({ id, ...sourceOf(id) })),
    examples: law.examples.map(({ input, output }) => ({
      input,
      output,
      evaluated: evaluateLaw(law, input),
    })),
  }
}

function lawText(cli: Cli, law: AnyEquation): string {
  const { t } = cli
  const name = [`equation.${law.id}.title`, `equation.${law.id}`].find(hasText)
  const rows = [
    [t('cli.formula'), law.tex],
    [t('cli.input'), shapeText(law.input)],
    [t('cli.output'), shapeText(law.output)],
    ...law.sources.map((id, at) => [at === 0 ? t('cli.sources') : '', sourceText(cli, id)]),
  ]
  for (const { input } of law.examples) {
    rows.push([t('cli.example'), writeJson(input)], ['', `= ${writeJson(evaluateLaw(law, input))}`])
  }
  return `${law.id}${name === undefined ? '' : `  ${t(name)}`}\n${tableText(rows, { indent: '  ' })}`
}

function sourceText({ t }: Cli, id: string): string {
  const { title, kind, year, publisher } = sourceOf(id)
  const kindKey = `cli.source.${kind}`
  const words = [publisher, year, hasText(kindKey) ? t(kindKey) : kind].filter((word) => word !== undefined)
  return `${title} (${words.join(', ')}) [${id}]`
}
