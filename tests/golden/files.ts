// The committed files of the golden scenarios: digests at ten times and the transcript.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Digests } from './runner'

const folder = join(import.meta.dirname, 'files')

export interface Golden {
  readonly digests: Digests
  readonly transcript: readonly string[]
}

export function readGolden(name: string): Golden {
  const [head = '', ...rest] = readFileSync(join(folder, `${name}.txt`), 'utf8').split('\n\n')
  const lines = head.split('\n').map((line) => line.split(' '))
  const bytes = lines.find(([word]) => word === 'bytes')?.[1]
  const looks = lines.filter(([word]) => word === 'digest')
  return {
    digests: {
      at: looks.map(([, at]) => Number(at)),
      digest: looks.map(([, , digest]) => digest ?? ''),
      bytes: Number(bytes),
    },
    transcript: rest
      .join('\n\n')
      .split('\n')
      .filter((line) => line !== ''),
  }
}

export function writeGolden(name: string, { digests, transcript }: Golden): void {
  const looks = digests.at.map((at, look) => `digest ${at} ${digests.digest[look]}`)
  const text = [`bytes ${digests.bytes}`, ...looks, '', ...transcript, ''].join('\n')
  writeFileSync(join(folder, `${name}.txt`), text)
}
