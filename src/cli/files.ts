/** Files of the user: read whole and as text, with a limit, or an answer that says what to do. */
import { readFileSync, statSync, type ReadStream } from 'node:fs'
import { open, readdir, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Cli } from './cli'
import { complain, isWrong, type Wrong } from './complaint'

/** Bytes: far beyond any scenario or Compose file, far below what would fill memory. */
const fileLimit = 5000000

/** The text of a file in UTF-8. Pipes are files, too, so that the length is known only by reading. */
export async function readText(cli: Cli, path: string): Promise<string | Wrong> {
  const pieces = await openFile(cli, path)
  if (isWrong(pieces)) return pieces
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of pieces as AsyncIterable<Uint8Array>) {
      parts.push(piece)
      size += piece.length
      if (size > fileLimit) return complain(cli, 'file-too-large', { limit: fileLimit }, { where: path })
    }
  } catch (error) {
    return unreadable(cli, path, error)
  }
  const bytes = Buffer.concat(parts)
  if (bytes.includes(0)) return complain(cli, 'file-binary', {}, { where: path })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return complain(cli, 'file-binary', {}, { where: path })
  }
}

/**
 * The text of a file that another one names, by its path from the other's folder; undefined if there is none.
 * Bytes that are no UTF-8 become U+FFFD, which the readers complain of; a longer file is cut where they refuse it.
 */
export function readBeside(folder: string, path: string): string | undefined {
  try {
    const whole = resolve(folder, path)
    if (!statSync(whole).isFile()) return undefined
    return readFileSync(whole).subarray(0, fileLimit).toString('utf8')
  } catch {
    return undefined
  }
}

/** Paths of the files right inside a folder, sorted, without hidden ones; null if the path is no folder. */
export async function filesIn(path: string): Promise<readonly string[] | null> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(path, entry.name))
      .sort()
  } catch {
    return null
  }
}

/** A file of any length as text, piece by piece; whether it can be opened is known before the first piece. */
export async function streamText(cli: Cli, path: string): Promise<AsyncIterable<string> | Wrong> {
  const stream = await openFile(cli, path)
  return isWrong(stream) ? stream : (stream.setEncoding('utf8') as AsyncIterable<string>)
}

async function openFile(cli: Cli, path: string): Promise<ReadStream | Wrong> {
  try {
    const file = await open(path)
    if (!(await file.stat()).isDirectory()) return file.createReadStream()
    await file.close()
    return complain(cli, 'file-is-folder', {}, { where: path })
  } catch (error) {
    return unreadable(cli, path, error)
  }
}

export async function writeText(cli: Cli, path: string, text: string): Promise<Wrong | null> {
  try {
    await writeFile(path, text)
    return null
  } catch (error) {
    return complain(cli, 'file-not-written', { detail: reasonOf(error) }, { where: path })
  }
}

export async function fileExists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function unreadable(cli: Cli, path: string, error: unknown): Wrong {
  const code = reasonOf(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? complain(cli, 'file-missing', {}, { where: path })
    : complain(cli, 'file-unreadable', { detail: code }, { where: path })
}

/** 'EACCES', or the system's own words. */
function reasonOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? error)
}
