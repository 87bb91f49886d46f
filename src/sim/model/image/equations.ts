/** Laws of images: names of layers, sizes, sharing, and how long a pull takes. */
import * as v from 'valibot'
import {
  complaint,
  defineEquation,
  flag,
  inputError,
  listOf,
  numberAbove,
  objectOf,
  realNumber,
  textValue,
  wholeNumber,
} from '../../core'
import { afterChange } from './cache'
import { chainIds, digestOf, utf8Of } from './digest'
import { sizesOf, type LayerFile } from './files'
import { pullTimes, type PullInput } from './pull-time'

const listLimit = 10000
const mostSafe = 9007199254740991

/** A size in bytes, exact at any length: what a double cannot hold comes as a bigint. */
const size = v.union(
  [v.pipe(v.number(), v.safeInteger(), v.minValue(0)), v.pipe(v.bigint(), v.minValue(0n))],
  (issue) =>
    issue.input === undefined ? complaint('missing') : complaint('whole', { low: 0, high: mostSafe }),
)
const sum = v.union([v.number(), v.bigint()])

/** The sum of sizes: a number where a double holds it exactly. */
function add(sizes: readonly (number | bigint)[]): number | bigint {
  const all = sizes.reduce<bigint>((total, one) => total + BigInt(one), 0n)
  return all <= BigInt(mostSafe) ? Number(all) : all
}

const part = objectOf({ digest: textValue(), size })

const seconds = realNumber(0, 1e6)
const rate = numberAbove(0, 1e9)
const pull = {
  layersMB: listOf(realNumber(0, 1e9), 0, 1000),
  MBps: rate,
  streamMBps: v.nullish(realNumber(0, 1e9), 0),
  downloads: v.nullish(wholeNumber(1, 1000), 3),
  ratio: v.nullish(rate, 2.5),
  extractMBps: v.nullish(rate, 100),
  manifestSeconds: v.nullish(seconds, 0.5),
}

/** To the nanosecond: what rounding leaves behind is not shown. */
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9
const roundedList = (values: readonly (number | null)[]): (number | null)[] =>
  values.map((value) => (value === null ? null : rounded(value)))
const times = v.array(v.nullable(v.number()))

const file = objectOf({ path: textValue(), bytes: wholeNumber(0, 1e15) })
const fileLayer = objectOf({
  files: v.nullish(listOf(file, 0, listLimit), []),
  removes: v.nullish(listOf(textValue(), 0, listLimit), []),
})

function filesOf({ files, removes }: v.InferOutput<typeof fileLayer>): readonly LayerFile[] {
  return [
    ...removes.map((path) => ({ path, bytes: 0, whiteout: true })),
    ...files.map((one) => ({ ...one, whiteout: false })),
  ]
}

/** All layers are missing, and only a part of each is needed. */
function lazily(input: PullInput, share: number): PullInput {
  return { ...input, layersMB: input.layersMB.map((megabytes) => megabytes * share) }
}

const five = { path: '/big', bytes: 500000000 }
const base = { files: [{ path: '/bin', bytes: 100000000 }] }

export const imageEquations = [
  defineEquation({
    id: 'container.chain-ids',
    tex: 'C_1 = d_1, \\quad C_i = \\mathrm{SHA256}(C_{i-1} \\;\\|\\; \\text{space} \\;\\|\\; d_i)',
    input: objectOf({ diffIDs: listOf(textValue(), 0, listLimit) }),
    output: v.object({ chainIDs: v.array(v.string()) }),
    sources: ['oci-image-spec'],
    examples: [
      {
        input: { diffIDs: [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`] },
        output: {
          chainIDs: [
            `sha256:${'1'.repeat(64)}`,
            'sha256:9932074217c35353d2e03a3f5a86549f7c67bfeb0ba53e23d69f4d4c8f7958f5',
          ],
        },
      },
    ],
    evaluate: ({ diffIDs }) => ({ chainIDs: [...chainIds(diffIDs)] }),
  }),
  defineEquation({
    id: 'container.digest',
    tex: 'digest = \\mathrm{SHA256}(\\mathrm{UTF8}(text))',
    input: objectOf({ utf8: textValue() }),
    output: v.object({ digest: v.string(), size: v.number() }),
    sources: ['oci-image-spec'],
    examples: [
      {
        input: { utf8: 'Strata 层' },
        output: {
          digest: 'sha256:767e8f3be97399dbad62a2bcf580930845d7dc64bb4a24dc53ce3d759ed2232b',
          size: 10,
        },
      },
      {
        input: { utf8: '' },
        output: {
          digest: 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          size: 0,
        },
      },
    ],
    evaluate: ({ utf8 }) => ({ digest: digestOf(utf8), size: utf8Of(utf8).length }),
  }),
  defineEquation({
    id: 'container.manifest-size',
    tex: 'total = config + \\sum_i layer_i',
    input: objectOf({ config: part, layers: listOf(part, 0, listLimit) }),
    output: v.object({ layerBytes: sum, totalBytes: sum, layerCount: v.number() }),
    sources: ['oci-image-spec'],
    examples: [
      {
        input: {
          config: { digest: 'sha256:aa', size: 1500 },
          layers: [
            { digest: 'sha256:bb', size: 40000 },
            { digest: 'sha256:cc', size: 600 },
          ],
        },
        output: { layerBytes: 40600, totalBytes: 42100, layerCount: 2 },
      },
    ],
    evaluate: ({ config, layers }) => {
      const sizes = layers.map((layer) => layer.size)
      return { layerBytes: add(sizes), totalBytes: add([...sizes, config.size]), layerCount: layers.length }
    },
  }),
  defineEquation({
    id: 'container.layer-sharing',
    tex: 'pulled = \\sum_{d \\,\\notin\\, host} size(d)',
    input: objectOf({
      alreadyOnHost: listOf(textValue(), 0, listLimit),
      pullOrder: listOf(objectOf({ image: textValue(), layers: listOf(part, 0, listLimit) }), 0, listLimit),
    }),
    output: v.object({
      pulls: v.array(v.object({ image: v.string(), bytesPulled: sum, layersPulled: v.number() })),
      uniqueBytes: sum,
      logicalBytes: sum,
    }),
    sources: ['oci-image-spec'],
    examples: [
      {
        input: {
          alreadyOnHost: ['sha256:aa'],
          pullOrder: [
            {
              image: 'x',
              layers: [
                { digest: 'sha256:aa', size: 700 },
                { digest: 'sha256:bb', size: 50 },
              ],
            },
            {
              image: 'y',
              layers: [
                { digest: 'sha256:bb', size: 50 },
                { digest: 'sha256:cc', size: 9 },
              ],
            },
          ],
        },
        output: {
          pulls: [
            { image: 'x', bytesPulled: 50, layersPulled: 1 },
            { image: 'y', bytesPulled: 9, layersPulled: 1 },
          ],
          uniqueBytes: 59,
          logicalBytes: 809,
        },
      },
    ],
    evaluate: ({ alreadyOnHost, pullOrder }) => {
      const there = new Set(alreadyOnHost)
      const pulls = pullOrder.map(({ image, layers }) => {
        const pulled = layers.filter(({ digest }) => !there.has(digest) && there.add(digest).has(digest))
        return { image, bytesPulled: add(pulled.map((layer) => layer.size)), layersPulled: pulled.length }
      })
      return {
        pulls,
        uniqueBytes: add(pulls.map(({ bytesPulled }) => bytesPulled)),
        logicalBytes: add(pullOrder.flatMap(({ layers }) => layers.map((layer) => layer.size))),
      }
    },
  }),
  defineEquation({
    id: 'image.pull-time',
    tex: 'x_k = \\max(d_k, x_{k-1}) + \\frac{c_k \\rho}{R_x}, \\quad T = x_n',
    input: objectOf({ ...pull, cached: v.nullish(listOf(flag(), 0, 1000), []) }),
    output: v.object({ downloaded: times, extractBegun: times, extracted: times, seconds: v.number() }),
    sources: ['dockerd-reference', 'kubernetes-images', 'assumed'],
    examples: [
      {
        input: { layersMB: [30, 50, 20, 5], MBps: 12.5 },
        output: {
          downloaded: [7.3, 8.9, 5.3, 6.5],
          extractBegun: [7.3, 8.9, 10.15, 10.65],
          extracted: [8.05, 10.15, 10.65, 10.775],
          seconds: 10.775,
        },
      },
      // Two of its layers are there: 2.5 s and 1.3 s for the others.
      {
        input: { layersMB: [30, 50, 20, 5], MBps: 12.5, cached: [true, true] },
        output: {
          downloaded: [null, null, 2.5, 1.3],
          extractBegun: [null, null, 2.5, 3],
          extracted: [null, null, 3, 3.125],
          seconds: 3.125,
        },
      },
    ],
    evaluate: ({ cached, ...input }) => {
      const there = input.layersMB.map((_, at) => cached[at] ?? false)
      const found = pullTimes({ ...input, cached: there })
      return {
        downloaded: roundedList(found.downloaded),
        extractBegun: roundedList(found.extractBegun),
        extracted: roundedList(found.extracted),
        seconds: rounded(found.seconds),
      }
    },
  }),
  defineEquation({
    id: 'image.lazy-pull',
    tex: 'T_{lazy} = T(c_k \\cdot \\varphi), \\quad T_{all} = T_{lazy} + \\frac{(1 - \\varphi)\\sum_k c_k}{B}',
    input: objectOf({ ...pull, neededShare: realNumber(0, 1) }),
    output: v.object({
      seconds: v.number(),
      lazySeconds: v.number(),
      allSeconds: v.number(),
      faster: v.number(),
    }),
    sources: ['slacker2016', 'assumed'],
    examples: [
      {
        input: { layersMB: [100], MBps: 10, neededShare: 0.1, manifestSeconds: 0 },
        output: { seconds: 12.5, lazySeconds: 1.25, allSeconds: 10.25, faster: 10 },
      },
      {
        input: { layersMB: [30, 50, 20, 5], MBps: 12.5, neededShare: 1 },
        output: { seconds: 10.775, lazySeconds: 10.775, allSeconds: 10.775, faster: 1 },
      },
    ],
    evaluate: ({ neededShare, ...given }) => {
      const input = { ...given, cached: given.layersMB.map(() => false) }
      const whole = pullTimes(input).seconds
      const lazy = pullTimes(lazily(input, neededShare)).seconds
      const rest = given.layersMB.reduce((all, one) => all + one, 0) * (1 - neededShare)
      return {
        seconds: rounded(whole),
        lazySeconds: rounded(lazy),
        allSeconds: rounded(lazy + rest / given.MBps),
        faster: lazy === 0 ? 1 : rounded(whole / lazy),
      }
    },
  }),
  defineEquation({
    id: 'image.size',
    tex: 'total = visible + hidden',
    input: objectOf({ layers: listOf(fileLayer, 0, 1000) }),
    output: v.object({ totalBytes: v.number(), visibleBytes: v.number(), hiddenBytes: v.number() }),
    sources: ['oci-image-spec'],
    examples: [
      // Deleted in the next layer: hidden, and still there.
      {
        input: { layers: [base, { files: [five] }, { removes: ['/big'] }] },
        output: { totalBytes: 600000000, visibleBytes: 100000000, hiddenBytes: 500000000 },
      },
      {
        input: { layers: [base, {}] },
        output: { totalBytes: 100000000, visibleBytes: 100000000, hiddenBytes: 0 },
      },
      // Written again: each layer has a copy.
      {
        input: { layers: [{ files: [five] }, { files: [five] }] },
        output: { totalBytes: 1000000000, visibleBytes: 500000000, hiddenBytes: 500000000 },
      },
    ],
    evaluate: ({ layers }) => ({ ...sizesOf(layers.map(filesOf)) }),
  }),
  defineEquation({
    id: 'image.build-cache',
    tex: 'cached_i \\iff \\forall j \\le i:\\; unchanged_j',
    input: objectOf({
      dockerfile: v.pipe(textValue(), v.maxLength(4000)),
      changedLine: wholeNumber(1, 4000),
    }),
    output: v.object({ cached: v.array(v.number()), rebuilt: v.array(v.number()) }),
    sources: ['docker-build-cache'],
    examples: [
      {
        input: {
          dockerfile:
            'FROM debian\nRUN apt-get install -y node\nCOPY . /app\nRUN npm ci\nCMD ["node", "/app"]',
          changedLine: 3,
        },
        output: { cached: [1, 2], rebuilt: [3, 4, 5] },
      },
      {
        input: {
          dockerfile:
            'FROM debian AS build\nRUN make\nFROM alpine\nRUN apk add tzdata\nCOPY --from=build /a /a\nCMD ["/a"]',
          changedLine: 2,
        },
        output: { cached: [1, 3, 4], rebuilt: [2, 5, 6] },
      },
    ],
    evaluate: ({ dockerfile, changedLine }) => {
      const found = afterChange(dockerfile, changedLine)
      if ('problem' in found) return inputError('dockerfile', `line ${found.line} is wrong: ${found.word}`)
      return { cached: [...found.cached], rebuilt: [...found.rebuilt] }
    },
  }),
]
