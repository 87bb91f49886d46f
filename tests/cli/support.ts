/** The command line in this process: words in; output, errors and exit code out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Io } from '../../src/cli/io'
import { main } from '../../src/cli/program'

interface Outcome {
  readonly exit: number
  readonly out: string
  readonly err: string
}

interface Setting {
  /** Standard input, in the pieces it arrives in. */
  readonly input?: string | readonly string[]
  readonly languages?: readonly string[]
  /** Each look at the clock finds it this much later; somebody watches when it is given. */
  readonly millisPerLook?: number
}

/** Runs `strata` with these words. */
export async function strata(words: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const { input = '', languages = [], millisPerLook } = setting
  let out = ''
  let err = ''
  let looks = 0
  const io: Io = {
    async out(text) {
      out += text
    },
    err(text) {
      err += text
    },
    async *input() {
      yield* typeof input === 'string' ? [input] : input
    },
    errIsTerminal: millisPerLook !== undefined,
    millis: () => looks++ * (millisPerLook ?? 0),
    languages,
    peakMemoryMiB: () => 64,
  }
  const exit = await main(words, io)
  return { exit, out, err }
}

/** As `strata`, for what must succeed; gives the output. */
export async function printed(words: readonly string[], setting: Setting = {}): Promise<string> {
  const { exit, out, err } = await strata(words, setting)
  if (exit !== 0) throw new Error(`strata ${words.join(' ')} ended with ${exit}: ${err}`)
  return out
}

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A folder with these files, gone after the test; gives the path of one of them or of the folder. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): (name?: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'strata-cli-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return (name = '') => join(folder, name)
}

/** Lines of an output without the empty one behind the last. */
export function linesIn(text: string): readonly string[] {
  return text.split('\n').slice(0, -1)
}
