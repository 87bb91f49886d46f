// Pulls in a running world: the oracles of the model book, sharing with others, what is there already, and what fails.
import { describe, expect, test } from 'vitest'
import { lookAt } from '../../../../src/sim/run/look'
import { audit, standardModel, type Run, type Scenario } from '../../../../src/sim'
import {
  crate,
  define,
  done,
  fleet,
  group,
  rowsOf,
  scenario,
  second,
  startRun,
} from '../../../support/builders'
import { evaluated } from '../law-cases'

/** 30, 50, 20 and 5 MB on the wire, at 2.5 times that on the disk. */
const four = [75, 125, 50, 12.5]
const dockerfile = (sizes: readonly number[], from = 'scratch'): string =>
  [`FROM ${from}`, ...sizes.flatMap((size, at) => [`#+ /f${at} ${size * 1000}kB`, `RUN step ${at}`])].join(
    '\n',
  )
const image = (text: string) => ({ dockerfile: text, source: 'assumed' })

function world(more: Partial<Scenario> = {}, rules: Record<string, number | boolean> = {}): Scenario {
  return scenario([fleet('host', 2)], [], {
    define: {
      ...define,
      machines: { crate: { ...crate, nicMbps: 100 } },
      images: {
        four: image(dockerfile(four)),
        more: image(`${dockerfile([], 'four')}\n#+ /g 25MB\nRUN more`),
        huge: image(dockerfile([2000])),
      },
    },
    rules: { image: { cold: true, ...rules } },
    ...more,
  })
}

const pull = (run: Run, name = 'four', host = 'host-1') => {
  done(run, 'image.pull', { host, image: name })
}
const told = (run: Run) =>
  run
    .facts(0, 65536)
    .filter(({ name }) => name.startsWith('image.'))
    .map(({ name, at, args }) => [name, at / second, args['host'], args['image']])
const endOf = (run: Run, name = 'four', host = 'host-1') =>
  told(run).find(([fact, , where, what]) => fact === 'image.pulled' && where === host && what === name)?.[1]
const to = (run: Run, seconds: number): Run => {
  run.advance(seconds * second, Infinity)
  expect(audit(run.engine.world, standardModel)).toBeNull()
  return run
}
const imagesOn = (run: Run, host = 'host-1') => {
  const answer = lookAt(run.engine, { look: 'images', host })
  if (answer.look !== 'images') throw new Error('another answer')
  return answer
}

describe('one pull', () => {
  test('O-28: four layers over 100 Mbit/s', () => {
    const run = startRun(world())
    pull(run)
    to(run, 20)
    const ready = told(run).filter(([name]) => name === 'image.layer-ready')
    const seconds = [8.05, 10.15, 10.65, 10.775]
    expect(ready).toHaveLength(4)
    ready.forEach(([, at], layer) => {
      expect(at).toBeCloseTo(seconds[layer] ?? 0, 4)
    })
    expect(endOf(run)).toBeCloseTo(10.775, 4)
  })

  test('comes to what the law says, with other numbers', () => {
    const run = startRun(world({}, { downloads: 2, extractMBps: 40, manifestMillis: 100 }))
    pull(run)
    to(run, 60)
    const input = {
      layersMB: [30, 50, 20, 5],
      MBps: 12.5,
      downloads: 2,
      extractMBps: 40,
      manifestSeconds: 0.1,
    }
    const { seconds } = evaluated('image.pull-time', input) as { readonly seconds: number }
    expect(endOf(run)).toBeCloseTo(seconds, 4)
  })

  test('layers of another image are not pulled again', () => {
    const run = startRun(world())
    pull(run)
    to(run, 15)
    pull(run, 'more')
    to(run, 30)
    // 10 MB in 0.8 s, unpacked in 0.25 s.
    expect(endOf(run, 'more')).toBeCloseTo(15 + 0.5 + 0.8 + 0.25, 4)
    expect(rowsOf(run, 'hostLayers')).toHaveLength(5)
    const view = imagesOn(run)
    expect(view.uniqueBytes).toBe(287500000)
    expect(view.logicalBytes).toBe(262500000 + 287500000)
    expect(view.images.map(({ layers }) => layers.map(({ images }) => images))).toEqual([
      [2, 2, 2, 2],
      [2, 2, 2, 2, 1],
    ])
  })

  test('a layer that another pull brings is waited for, and comes once', () => {
    const run = startRun(world({}, { pullsAtOnce: 2 }))
    pull(run)
    pull(run, 'more')
    to(run, 30)
    expect(rowsOf(run, 'hostLayers')).toHaveLength(5)
    const begun = run.facts(0, 65536).filter(({ name }) => name === 'transfer.ended')
    expect(begun).toHaveLength(5)
    expect(Number(endOf(run, 'more'))).toBeGreaterThan(Number(endOf(run)))
  })

  test('a host pulls one image after the other, two hosts at the same time', () => {
    const run = startRun(world())
    pull(run)
    pull(run, 'more')
    pull(run, 'four', 'host-2')
    to(run, 60)
    const begun = told(run).filter(([name]) => name === 'image.pull-begun')
    expect(begun.map(([, at]) => at)).toEqual([0, 0, endOf(run)])
    expect(endOf(run, 'four', 'host-2')).toBeCloseTo(10.775, 4)
  })

  test('a registry that is short of bandwidth makes both hosts wait', () => {
    const run = startRun(world({}, { registryMbps: 100 }))
    pull(run)
    pull(run, 'four', 'host-2')
    to(run, 60)
    const input = { layersMB: [30, 50, 20, 5], MBps: 6.25 }
    const { seconds } = evaluated('image.pull-time', input) as { readonly seconds: number }
    expect(endOf(run)).toBeCloseTo(seconds, 4)
    expect(endOf(run, 'four', 'host-2')).toBeCloseTo(seconds, 4)
  })

  test('lazily, its containers can start when a part is there; the rest follows', () => {
    const run = startRun(world({}, { lazyPermille: 100 }))
    pull(run)
    to(run, 60)
    const input = { layersMB: [30, 50, 20, 5], MBps: 12.5, neededShare: 0.1 }
    const law = evaluated('image.lazy-pull', input) as Record<'lazySeconds' | 'allSeconds', number>
    expect(endOf(run)).toBeCloseTo(law.lazySeconds, 4)
    const ended = run.facts(0, 65536).filter(({ name }) => name === 'transfer.ended')
    expect(ended).toHaveLength(8)
    expect((ended.at(-1)?.at ?? 0) / second).toBeCloseTo(law.allSeconds, 4)
  })

  test('unpacking slows down when the daemons of a host want more than its cores', () => {
    const machines = { crate: { ...crate, nicMbps: 0, coresPerSocket: 1 } }
    const plain = world({}, { pullsAtOnce: 2, manifestMillis: 0 })
    const run = startRun({ ...plain, define: { ...plain.define, machines } })
    pull(run, 'debian')
    pull(run, 'alpine')
    to(run, 60)
    // 7 MiB at half speed; then the rest of 112 MiB alone.
    expect(endOf(run, 'alpine')).toBeCloseTo((2 * 7 * 1.048576) / 100, 2)
    expect(endOf(run, 'debian')).toBeCloseTo((119 * 1.048576) / 100, 2)
  })
})

test('going back and on again comes to the same world', () => {
  const run = startRun(world({}, { registryMbps: 150, pullsAtOnce: 2, lazyPermille: 300 }))
  pull(run)
  pull(run, 'more')
  pull(run, 'four', 'host-2')
  to(run, 40)
  const straight = run.hash()
  for (const seconds of [1, 3.21, 8, 12.5]) {
    run.seek(seconds * second, Infinity)
    to(run, 40)
    expect(run.hash()).toBe(straight)
  }
})

describe('what fails', () => {
  const why = (run: Run) => run.facts(0, 65536).find(({ name }) => name === 'image.pull-failed')?.args['why']

  test('an image larger than the disk', () => {
    const run = startRun(world())
    pull(run, 'huge')
    to(run, 10)
    expect(why(run)).toBe('disk-full')
    expect(rowsOf(run, 'hostLayers')).toEqual([])
    pull(run)
    expect(endOf(to(run, 30))).toBeCloseTo(20.775, 4)
  })

  test('a digest that is not the image’s; the right one is accepted', () => {
    const run = startRun(world())
    done(run, 'image.pull', { host: 'host-1', image: 'four', digest: 'sha256:no' })
    to(run, 5)
    expect(why(run)).toBe('digest')
    const { digest = '' } = run.engine.setup === null ? {} : imagesIn(run, 'four')
    done(run, 'image.pull', { host: 'host-1', image: 'four', digest })
    expect(endOf(to(run, 30))).toBeCloseTo(15.775, 4)
  })

  test('a host that goes down loses what was coming and pulls it again', () => {
    const run = startRun(world())
    pull(run)
    to(run, 9)
    done(run, 'host.fail', { host: 'host-1' })
    expect(why(run)).toBe('host-off')
    to(run, 20)
    expect(rowsOf(run, 'transfers')).toEqual([])
    expect(imagesOn(run).images[0]?.layers.map(({ ready }) => ready)).toEqual([true, false, false, false])
    done(run, 'host.repair', { host: 'host-1' })
    to(run, 60)
    const input = { layersMB: [30, 50, 20, 5], MBps: 12.5, cached: [true] }
    const { seconds } = evaluated('image.pull-time', input) as { readonly seconds: number }
    expect(endOf(run)).toBeCloseTo(20 + seconds, 4)
  })

  test('a host that leaves takes its pulls along', () => {
    const run = startRun(world())
    pull(run)
    to(run, 5)
    done(run, 'host.remove', { host: 'host-1' })
    to(run, 30)
    for (const table of ['transfers', 'hostImages', 'hostLayers']) expect(rowsOf(run, table)).toEqual([])
  })
})

function imagesIn(run: Run, name: string): { readonly digest: string } {
  const setup = run.engine.setup as {
    readonly images: readonly { readonly name: string; readonly digest: string }[]
  }
  const found = setup.images.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no image ${name}`)
  return found
}

describe('removing', () => {
  const reason = (run: Run, name: string, what: string) =>
    run.perform({ name, args: { host: 'host-1', image: what } })?.reason

  test('takes only layers that no other image needs', () => {
    const run = startRun(world())
    pull(run)
    pull(run, 'more')
    to(run, 30)
    done(run, 'image.remove', { host: 'host-1', image: 'four' })
    expect(rowsOf(run, 'hostLayers')).toHaveLength(5)
    done(run, 'image.remove', { host: 'host-1', image: 'more' })
    expect(rowsOf(run, 'hostLayers')).toEqual([])
    expect(imagesOn(run)).toMatchObject({ images: [], uniqueBytes: 0 })
    to(run, 31)
  })

  test('is refused while somebody needs it, and where nothing is pulled', () => {
    const run = startRun({
      ...world(),
      workloads: [group('web', 2, { image: 'four', place: { policy: 'first-fit' } })],
    })
    expect(reason(run, 'image.remove', 'huge')).toBe('image-missing')
    pull(run, 'more')
    expect(reason(run, 'image.pull', 'more')).toBe('image-being-pulled')
    expect(reason(run, 'image.remove', 'more')).toBe('image-being-pulled')
    to(run, 40)
    if (imagesOn(run).images.every(({ name }) => name !== 'four')) pull(run)
    to(run, 80)
    expect(reason(run, 'image.pull', 'four')).toBe('image-there')
    expect(reason(run, 'image.remove', 'four')).toBe('image-in-use')
    const warm = startRun({ ...world(), rules: {} })
    expect(reason(warm, 'image.pull', 'four')).toBe('images-not-pulled')
    expect(reason(warm, 'image.remove', 'four')).toBe('images-not-pulled')
  })
})

test('where nothing is pulled, a host still has the images that its containers are made of', () => {
  const run = startRun({
    ...world(),
    rules: {},
    workloads: [
      group('web', 3, { image: 'four', place: { policy: 'pack' } }),
      group('next', 1, { image: 'more', place: { policy: 'pack' } }),
      group('vm', 1, { kind: 'vm', image: 'huge', place: { policy: 'pack' } }),
    ],
  })
  const views = ['host-1', 'host-2'].flatMap((host) => imagesOn(run, host).images)
  expect(views.filter(({ name }) => name === 'four').reduce((sum, one) => sum + one.containers, 0)).toBe(3)
  expect(views.map(({ name }) => name)).not.toContain('huge')
  expect(views.every(({ state, layers }) => state === 'ready' && layers.every(({ ready }) => ready))).toBe(
    true,
  )
})

test('what is deleted in a later layer is seen by nobody and still stored', () => {
  const plain = world()
  const late = image('FROM scratch\nRUN fallocate -l 500MB /big\nRUN rm /big')
  const same = image('FROM scratch\nRUN fallocate -l 500MB /big && rm /big')
  const run = startRun({
    ...plain,
    rules: {},
    define: { ...plain.define, images: { late, same } },
    workloads: [
      group('late', 4, { image: 'late', on: 'host', place: { policy: 'pack' } }),
      group('same', 1, { image: 'same', on: 'host', place: { policy: 'pack' } }),
    ],
  })
  const { images, uniqueBytes } = imagesOn(run)
  expect(images).toMatchObject([
    { name: 'late', containers: 4, bytes: 500000000, visibleBytes: 0, hiddenBytes: 500000000 },
    { name: 'same', containers: 1, bytes: 0, visibleBytes: 0, hiddenBytes: 0 },
  ])
  expect(uniqueBytes).toBe(500000000)
  expect(images[0]?.layers[1]?.files).toEqual([{ path: '/big', kib: 0, whiteout: true }])
  expect(images[0]?.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
})

describe('Dockerfiles of a scenario', () => {
  const withImages = (images: Record<string, string>) => {
    const plain = world()
    const made = Object.fromEntries(Object.entries(images).map(([name, text]) => [name, image(text)]))
    return { ...plain, define: { ...plain.define, images: made } }
  }
  test('are refused with path and line', () => {
    expect(() => startRun(withImages({ web: 'FROM debian\nRUNX' }))).toThrow(
      /dockerfile-instruction.*define\.images\.web\.dockerfile.*"line":2/,
    )
  })
  test('may stand on each other in any order, but not in a circle', () => {
    expect(() => startRun(withImages({ a: 'FROM b', b: 'FROM c', c: 'FROM debian' }))).not.toThrow()
    expect(() => startRun(withImages({ a: 'FROM b', b: 'FROM a' }))).toThrow(/dockerfile-base/)
  })
  test('may replace an image of the catalogue and begin with it', () => {
    const run = startRun(withImages({ debian: 'FROM debian\nRUN truncate -s 5 /f', app: 'FROM debian' }))
    const { images } = run.engine.setup as {
      readonly images: readonly { readonly name: string; readonly layers: readonly number[] }[]
    }
    const layersOf = (name: string) => images.find((one) => one.name === name)?.layers.length
    expect([layersOf('debian'), layersOf('app')]).toEqual([2, 2])
  })
})
