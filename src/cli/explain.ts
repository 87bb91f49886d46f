/** `strata explain`: the causes of a fact and the decision behind it; or who states and who reacts to what. */
import { standardModel, type Explanation, type ExplanationStep, type NamedFact, type Run } from '../sim'
import { formatClock } from '../i18n/format'
import { hasText } from '../i18n/text'
import { exitFine, type Cli, type CliCommand, type CommandLine } from './cli'
import { complain, isWrong, misused, type Wrong } from './complaint'
import { refusalWords } from './refusals'
import { openSource, sourceOptions, startRun } from './source'
import { harmless, tableText } from './table'

/** Instants between two looks at the facts: few, because a run keeps only its latest facts. */
const instantsPerLook = 16
/** Facts in a list for whoever has not named one. */
const factsListed = 2000

export const explainCommand: CliCommand = {
  name: 'explain',
  options: { ...sourceOptions, fact: 'value', wiring: 'flag' },
  fewest: 0,
  most: 1,
  async run(cli, line) {
    if (line.has('wiring')) {
      await cli.io.out(wiringText(cli))
      return exitFine
    }
    if (line.positionals.length === 0) return misused(cli, 'too-few-words', { command: 'explain' })
    const opened = await openSource(cli, line)
    if (isWrong(opened)) return opened
    const run = startRun(cli, opened)
    if (isWrong(run)) return run
    for (const note of opened.notes) cli.io.err(`${note}\n`)
    return line.has('fact') ? explainFact(cli, line, run) : listFacts(cli, run)
  },
}

async function explainFact(cli: Cli, line: CommandLine, run: Run): Promise<number | Wrong> {
  const text = line.value('fact') ?? ''
  if (!/^[0-9]{1,15}$/.test(text)) return misused(cli, 'bad-fact', { text: harmless(text) })
  const fact = Number(text)
  while (run.engine.world.nextFact <= fact && run.seek(run.end, instantsPerLook) === 'paused') {
    // The fact lies further on.
  }
  if (run.engine.world.nextFact <= fact) {
    return complain(cli, 'no-such-fact', { fact: text, last: run.engine.world.nextFact - 1 })
  }
  const explanation = run.explain(fact)
  if (explanation === null) return complain(cli, 'fact-not-kept', { fact: text })
  await cli.io.out(explanationText(cli, explanation))
  return exitFine
}

/** The latest facts, each read soon after it was stated: later the names of what is gone are gone, too. */
async function listFacts(cli: Cli, run: Run): Promise<number | Wrong> {
  const facts: NamedFact[] = []
  let next = 0
  for (let reached = false; !reached;) {
    reached = run.seek(run.end, instantsPerLook) === 'reached'
    facts.push(...run.facts(next, factsListed))
    next = run.engine.world.nextFact
    if (facts.length > 2 * factsListed) facts.splice(0, facts.length - factsListed)
  }
  const listed = facts.slice(-factsListed)
  await cli.io.out(tableText(listed.map((fact) => factRow(cli, fact))))
  const before = next - listed.length
  if (before > 0) cli.io.err(`${cli.t('cli.earlier-facts', { count: before })}\n`)
  return exitFine
}

function explanationText(cli: Cli, { fact, causes, steps }: Explanation): string {
  const { t } = cli
  const parts = [tableText([factRow(cli, fact)])]
  if (fact.refused !== undefined) {
    const { command } = fact.refused
    const asked = harmless(`${command.name} ${JSON.stringify(command.args)}`)
    parts.push(`${t('cli.asked', { asked })}\n${refusalWords(cli, fact.refused)}\n`)
  }
  parts.push(
    causes.length === 0
      ? `${t('cli.root-fact')}\n`
      : `${t('cli.because')}\n${tableText(
          causes.map((cause) => factRow(cli, cause)),
          { indent: '  ' },
        )}`,
  )
  if (steps.length > 0) parts.push(`${t('cli.decision')}\n${stepsText(cli, steps)}`)
  return parts.join('\n')
}

function stepsText({ t }: Cli, steps: readonly ExplanationStep[]): string {
  const rows = steps.map(({ step, subject, value, passed }) => [
    subject === '' ? '-' : subject,
    step,
    String(value),
    t(passed ? 'cli.passed' : 'cli.failed'),
  ])
  const head = [t('cli.host'), t('cli.step'), t('cli.value'), t('cli.verdict')]
  return tableText([head, ...rows], { right: [2], indent: '  ' })
}

/** Number, time, name and what it says: in a sentence where there is one, else its arguments. */
function factRow({ t }: Cli, { ordinal, at, name, args }: NamedFact): readonly string[] {
  const key = `fact.${name}`
  const words = hasText(key)
    ? t(key, args)
    : Object.entries(args)
        .map(([argument, value]) => `${argument}=${value}`)
        .join(' ')
  return [`#${ordinal}`, formatClock(at), name, harmless(words)]
}

/** Every fact with the mechanism that states it and those that react to it. */
function wiringText({ t }: Cli): string {
  const rows = standardModel.facts.map(({ name, mechanism }) => {
    const reacting = standardModel.mechanisms.filter(
      (one) => one.reactions !== undefined && name in one.reactions,
    )
    return [name, mechanism, reacting.map((one) => one.name).join(', ') || '-']
  })
  return tableText([[t('cli.fact'), t('cli.stated-by'), t('cli.reacting')], ...rows])
}
