// Laws of images against tables: the contract's examples, long sizes, texts that are no texts, and O-28 and O-29.
import { describe, expect, test } from 'vitest'
import { evaluateText } from '../../../../src/cli/evaluate'
import { pullSeconds } from '../../../../src/sim/model/image/pull-time'
import { complainsAbout, evaluated, hasOutputs, keepsItsExamples } from '../law-cases'
import { lawOf } from '../law'

for (const id of [
  'container.chain-ids',
  'container.digest',
  'container.manifest-size',
  'container.layer-sharing',
  'image.pull-time',
  'image.lazy-pull',
  'image.size',
  'image.build-cache',
])
  keepsItsExamples(id)

hasOutputs('container.digest', [
  // Known answers of SHA-256.
  [
    'abc',
    { utf8: 'abc' },
    { digest: 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', size: 3 },
  ],
  [
    'four bytes in one letter',
    { utf8: '😀' },
    { digest: 'sha256:f0443a342c5ef54783a111b51ba56c938e474c32324d90c3a60c9c8e3a37e2d9', size: 4 },
  ],
])

test('half of a surrogate pair is the replacement character', () => {
  expect(evaluated('container.digest', { utf8: 'a\ud800b' })).toEqual(
    evaluated('container.digest', { utf8: 'a\ufffdb' }),
  )
})

test('digests are those of the platform', async () => {
  const text = `${'层é😀'.repeat(300)}\n`
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  const hex = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
  expect(evaluated('container.digest', { utf8: text })).toEqual({ digest: `sha256:${hex}`, size: 2701 })
})

hasOutputs('container.chain-ids', [
  ['no layers', { diffIDs: [] }, { chainIDs: [] }],
  ['one layer is its own chain', { diffIDs: ['sha256:aa'] }, { chainIDs: ['sha256:aa'] }],
])

hasOutputs('container.layer-sharing', [
  [
    'a layer twice in one image, and an image that is there',
    {
      alreadyOnHost: [],
      pullOrder: [
        {
          image: 'a',
          layers: [
            { digest: 'x', size: 7 },
            { digest: 'x', size: 7 },
          ],
        },
        { image: 'b', layers: [{ digest: 'x', size: 7 }] },
      ],
    },
    {
      pulls: [
        { image: 'a', bytesPulled: 7, layersPulled: 1 },
        { image: 'b', bytesPulled: 0, layersPulled: 0 },
      ],
      uniqueBytes: 7,
      logicalBytes: 21,
    },
  ],
])

describe('sizes beyond what a double holds', () => {
  const line =
    '{"config":{"digest":"c","size":2},"layers":[{"digest":"a","size":9007199254740993},{"digest":"b","size":1}]}'
  test('are summed exactly', () => {
    expect(evaluateText(lawOf('container.manifest-size'), line).text).toBe(
      '{"layerBytes":9007199254740994,"totalBytes":9007199254740996,"layerCount":2}',
    )
  })
})

complainsAbout('container.manifest-size', { config: { digest: 'c', size: 1 }, layers: [] }, [
  ['config', { config: 3 }],
  ['config.size', { config: { digest: 'c', size: -1 } }],
  ['layers[0].digest', { layers: [{ size: 1 }] }],
  ['layers[0].size', { layers: [{ digest: 'a', size: 1.5 }] }],
  ['layers[0].size', { layers: [{ digest: 'a' }] }],
])
complainsAbout('container.chain-ids', { diffIDs: [] }, [
  ['diffIDs', { diffIDs: undefined }],
  ['diffIDs[0]', { diffIDs: [3] }],
])
complainsAbout('image.build-cache', { dockerfile: 'FROM scratch', changedLine: 1 }, [
  ['dockerfile', { dockerfile: 'RUN x' }],
  ['changedLine', { changedLine: 0 }],
])

describe('image.pull-time', () => {
  const input = {
    layersMB: [30, 50, 20, 5],
    cached: [false, false, false, false],
    MBps: 12.5,
    streamMBps: 0,
    downloads: 3,
    ratio: 2.5,
    extractMBps: 100,
    manifestSeconds: 0.5,
  }
  test('a limit per download makes more of them worth it', () => {
    const slow = { ...input, streamMBps: 2.5 }
    expect(pullSeconds({ ...slow, downloads: 4 })).toBeLessThan(pullSeconds({ ...slow, downloads: 1 }))
  })
  test('with all layers there only the manifest is asked for', () => {
    expect(pullSeconds({ ...input, cached: [true, true, true, true] })).toBe(0.5)
  })
  test('is never shorter than the wire and the unpacking of the last layer', () => {
    expect(pullSeconds(input)).toBeGreaterThanOrEqual(0.5 + 105 / 12.5)
  })
})

hasOutputs('image.size', [
  [
    'a whiteout hides what is under its path, a file of the next layer is seen again',
    {
      layers: [
        {
          files: [
            { path: '/a/x', bytes: 5 },
            { path: '/ab', bytes: 7 },
          ],
        },
        { removes: ['/a'] },
        { files: [{ path: '/a/x', bytes: 2 }] },
      ],
    },
    { totalBytes: 14, visibleBytes: 9, hiddenBytes: 5 },
  ],
])

hasOutputs('image.build-cache', [
  [
    'a change in a comment changes nothing',
    { dockerfile: 'FROM debian\n# words\nRUN x', changedLine: 2 },
    { cached: [1, 3], rebuilt: [] },
  ],
  [
    'a line that goes on belongs to the instruction it began with',
    { dockerfile: 'FROM debian\nRUN x && \\\n  y\nCMD z', changedLine: 3 },
    { cached: [1], rebuilt: [2, 4] },
  ],
])
