// Dockerfiles become layers: what each instruction leaves behind, what `rm` does not, and lines that are wrong.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildDockerfile, type BaseImage, type BuiltImage } from '../../../../src/sim/model/image/dockerfile'
import { bytesOfFiles, sizesOf } from '../../../../src/sim/model/image/files'
import { parseDockerfile } from '../../../../src/sim/model/image/parse'
import { forAll } from '../../../support/for-all'

const debian: BaseImage = {
  layers: [{ instruction: 'ADD rootfs /', files: [{ path: '/etc/motd', bytes: 100, whiteout: false }] }],
  config: ['ENV PATH=/bin'],
  digest: 'sha256:abc',
}
const build = (text: string) => buildDockerfile(text, (name) => (name === 'debian' ? debian : undefined))

function built(text: string): BuiltImage {
  const image = build(text)
  if ('problem' in image) throw new Error(`line ${image.line}: ${image.problem} ${image.word}`)
  return image
}
/** Bytes of each layer above the base. */
const sizes = (text: string): number[] =>
  built(text)
    .layers.slice(1)
    .map(({ files }) => bytesOfFiles(files))
const total = (text: string) => sizesOf(built(text).layers.map(({ files }) => files))

describe('deleting a file', () => {
  test('of a lower layer adds a whiteout and frees nothing', () => {
    const text = 'FROM debian\nRUN fallocate -l 500MB /big\nRUN rm /big'
    expect(sizes(text)).toEqual([500000000, 0])
    expect(built(text).layers[2]?.files).toEqual([{ path: '/big', bytes: 0, whiteout: true }])
    expect(total(text)).toEqual({ totalBytes: 500000100, visibleBytes: 100, hiddenBytes: 500000000 })
  })
  test('of the same instruction leaves nothing behind', () => {
    expect(sizes('FROM debian\nRUN fallocate -l 500MB /big && ls && rm -f /big')).toEqual([0])
    expect(built('FROM debian\nRUN fallocate -l 500MB /big && rm /big').layers[1]?.files).toEqual([])
  })
  test('of the base hides it', () => {
    expect(total('FROM debian\nRUN rm -rf /etc').hiddenBytes).toBe(100)
  })
  test('that is not there changes nothing', () => {
    expect(built('FROM debian\nRUN rm -f /none').layers[1]?.files).toEqual([])
  })
  test('by a pattern hits what its stars fit', () => {
    const made = '#+ /tmp/a.deb 5MB\n#+ /tmp/b.txt 3MB\nRUN fetch\n'
    expect(total(`FROM debian\n${made}RUN rm /tmp/*.deb`).hiddenBytes).toBe(5000000)
    expect(total(`FROM debian\n${made}RUN rm -rf /tmp/*`).hiddenBytes).toBe(8000000)
  })
})

describe('sizes of files', () => {
  test.each([
    ['RUN dd if=/dev/zero of=/f bs=1M count=500', 524288000],
    ['RUN dd if=/dev/zero of=/f bs=1MB count=2', 2000000],
    ['RUN truncate -s 1G /f', 1073741824],
    ['RUN fallocate --length=10K /f', 10240],
    ['RUN ["fallocate", "-l", "3", "/f"]', 3],
    ['RUN ["sh", "-c", "truncate -s 4 /f && rm /f"]', 0],
    ['WORKDIR /app\nRUN truncate -s 7 f', 7],
    ['#+ /f 1.5 GB', NaN],
    ['#+ /f 1.5GB\nRUN make', 1500000000],
    ['#+ /f 2MiB\nCOPY f /f', 2097152],
    ['# + /f 2MB is no effect\nRUN make', 0],
    ['run make', 0],
    ['RUN <<EOF\ntruncate -s 9 /f\nEOF', 9],
    ['RUN true && \\\n # in between\n\n truncate -s 8 /f', 8],
  ])('%s', (text, bytes) => {
    const image = build(`FROM debian\n${text}`)
    expect('problem' in image ? NaN : bytesOfFiles(image.layers[1]?.files ?? [])).toBe(bytes)
  })
  test('a file that is written again is there twice', () => {
    expect(total('FROM debian\nRUN truncate -s 5 /f\nRUN truncate -s 6 /f')).toMatchObject({ hiddenBytes: 5 })
  })
})

test('only RUN, COPY and ADD make layers', () => {
  const image = built(
    'FROM debian\nENV A=1\nLABEL x=y\nRUN a\nUSER u\nEXPOSE 80\nVOLUME /v\nCOPY a /a\nSTOPSIGNAL 9\nCMD ["a"]',
  )
  expect(image.layers.map(({ instruction }) => instruction)).toEqual(['ADD rootfs /', 'RUN a', 'COPY a /a'])
  expect(image.config).toHaveLength(8)
})

describe('stages', () => {
  const two = [
    'FROM debian AS build',
    '#+ /out/app 20MB',
    '#+ /src 900MB',
    'RUN make',
    'FROM scratch',
    'COPY --from=build /out/app /bin/app',
  ].join('\n')
  test('only the last one counts', () => {
    expect(built(two).layers).toHaveLength(1)
    expect(total(two)).toEqual({ totalBytes: 20000000, visibleBytes: 20000000, hiddenBytes: 0 })
  })
  test('are known by number, case does not matter, and a directory keeps its names', () => {
    const files = built(two.replace('--from=build /out/app /bin/app', '--from=0 /out /bin')).layers[0]?.files
    expect(files).toEqual([{ path: '/bin/app', bytes: 20000000, whiteout: false }])
    expect(built(two.replace('scratch', 'BUILD')).layers).toHaveLength(3)
  })
  test('may begin with an argument', () => {
    expect(built('ARG BASE=debian\nFROM ${BASE}:12\nRUN a').layers).toHaveLength(2)
    expect(built('ARG BASE\nFROM ${BASE:-debian}').layers).toHaveLength(1)
  })
})

describe('lines that are wrong', () => {
  test.each([
    ['', 1, 'from', ''],
    ['RUN x', 1, 'from', 'RUN'],
    ['FROM debian\n\nRUNX x', 3, 'instruction', 'RUNX'],
    ['FROM debian\nRUN', 2, 'argument', 'RUN'],
    ['FROM nothing', 1, 'base', 'nothing'],
    ['FROM debian@sha256:def', 1, 'digest', 'sha256:def'],
    ['FROM debian\nCOPY --from=builder /a /a', 2, 'stage', 'builder'],
    ['FROM debian\n#+ big 5MB\nRUN x', 2, 'effect', '#+ big 5MB'],
    ['FROM debian\n#+ /big 5XB\nRUN x', 2, 'effect', '#+ /big 5XB'],
    ['FROM debian\n#+ /big 2000GB\nRUN x', 2, 'effect', '#+ /big 2000GB'],
    ['FROM debian\n#- /big 5MB\nRUN x', 2, 'effect', '#- /big 5MB'],
  ])('%j', (text, line, problem, word) => {
    expect(build(text)).toEqual({ line, problem, word })
  })
  test('the right digest is accepted, with registry and tag', () => {
    expect(built('FROM docker.io/library/debian:12@sha256:abc').layers).toHaveLength(1)
  })
})

test('any text is built, or has a first line that is wrong', () => {
  const word = fc.constantFrom(
    ...[
      'FROM',
      'debian',
      'AS',
      'a',
      'RUN',
      'rm',
      '/x/*',
      '-rf',
      'COPY',
      '--from=a',
      '--from=0',
      '/',
      '<<E',
      'E',
      '\\',
    ],
    ...[
      '#+',
      '#-',
      '/x/y',
      '5MB',
      'ARG',
      'B=debian',
      '$B',
      '${B:-a}',
      '&&',
      'dd',
      'of=/x/z',
      'bs=1M',
      'count=3',
      '[',
    ],
  )
  const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '))
  forAll(fc.array(line, { maxLength: 12 }), 600, (lines) => {
    const image = build(['FROM debian', ...lines].join('\n'))
    if ('problem' in image) {
      expect(image.line).toBeGreaterThan(1)
      expect(image.line).toBeLessThanOrEqual(lines.length + 1)
      return
    }
    const { totalBytes, visibleBytes, hiddenBytes } = sizesOf(image.layers.map(({ files }) => files))
    expect(visibleBytes + hiddenBytes).toBe(totalBytes)
    expect(hiddenBytes).toBeGreaterThanOrEqual(0)
  })
})

test('no text makes the parser hang or throw', () => {
  for (const text of [
    '\\',
    '#',
    '#+',
    'FROM debian\nRUN <<EOF',
    'FROM debian\nRUN [',
    `FROM debian\nRUN rm /${'*a'.repeat(900)}`,
  ])
    expect(parseDockerfile(text)).toBeDefined()
  expect(build(`FROM debian\n#+ /${'a'.repeat(900)}b 1\nRUN x\nRUN rm /${'*a'.repeat(900)}c`)).toBeDefined()
})
