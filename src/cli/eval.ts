/** `strata eval`: a law of the simulated world with numbers of one's own; one JSON value, or one to a line. */
import { laws, type AnyEquation } from '../sim'
import { exitFine, exitInput, exitProgram, type Cli, type CliCommand } from './cli'
import { complain, isWrong, misused, type Wrong } from './complaint'
import { evaluateText, type Evaluated } from './evaluate'
import { streamText } from './files'
import { nearest } from './nearest'
import { harmless } from './table'

/** Characters of one input: a hundred times the largest table anybody would type, and bearable in memory. */
const inputLimit = 64 * 1024 * 1024

export const evalCommand: CliCommand = {
  name: 'eval',
  options: { input: 'value', lines: 'flag' },
  fewest: 1,
  most: 1,
  async run(cli, line) {
    const law = lawOf(cli, line.positionals[0] ?? '')
    if (isWrong(law)) return law
    const file = line.value('input')
    const pieces = file === undefined || file === '-' ? cli.io.input() : await streamText(cli, file)
    if (isWrong(pieces)) return pieces
    return line.has('lines') ? evaluateLines(cli, law, pieces) : evaluateWhole(cli, law, pieces)
  },
}

export function lawOf(cli: Cli, id: string): AnyEquation | Wrong {
  const law = laws.get(id)
  if (law !== undefined) return law
  const near = nearest(id, laws.keys())
  const args = { id: harmless(id) }
  return near === null
    ? misused(cli, 'unknown-law', args)
    : misused(cli, 'unknown-law-near', { ...args, nearest: near })
}

const exits = { value: exitFine, 'input-error': exitInput, 'program-error': exitProgram } as const

async function evaluateWhole(
  cli: Cli,
  law: AnyEquation,
  pieces: AsyncIterable<string>,
): Promise<number | Wrong> {
  const parts: string[] = []
  let length = 0
  for await (const piece of pieces) {
    parts.push(piece)
    length += piece.length
    if (length > inputLimit) return complain(cli, 'input-too-large', { limit: inputLimit })
  }
  const { text, outcome } = evaluateText(law, parts.join('').replace(/^\uFEFF/, ''))
  await cli.io.out(`${text}\n`)
  return exits[outcome]
}

/** One output line for each input line, in order; what is wrong with one does not touch the next. */
async function evaluateLines(cli: Cli, law: AnyEquation, pieces: AsyncIterable<string>): Promise<number> {
  let exit: number = exitFine
  let rest: string[] = []
  let restLength = 0
  let first = true
  const answer = (line: string): string => {
    const { text, outcome } =
      tooLong(line.length) ?? evaluateText(law, first ? line.replace(/^\uFEFF/, '') : line)
    first = false
    exit = Math.max(exit, exits[outcome])
    return `${text}\n`
  }
  for await (const piece of pieces) {
    const lines = piece.split('\n')
    const last = lines.pop() ?? ''
    if (lines.length > 0) {
      lines[0] = rest.join('') + (lines[0] ?? '')
      rest = []
      restLength = 0
      await cli.io.out(lines.map(answer).join(''))
    }
    restLength += last.length
    // Of a line that is too long only its length still matters.
    if (restLength <= inputLimit + last.length) rest.push(last)
  }
  const ending = rest.join('')
  if (ending !== '') await cli.io.out(answer(ending))
  return exit
}

function tooLong(length: number): Evaluated | null {
  if (length <= inputLimit) return null
  const message = `is longer than ${inputLimit} characters`
  return { text: JSON.stringify({ error: { path: '', message } }), outcome: 'input-error' }
}
