// What the image of a group takes on disks: once a host, however many containers are there.
import { expect, test } from 'vitest'
import { define, fleet, group, scenario, second, startRun } from '../../../support/builders'

const image = (text: string) => ({ dockerfile: text, source: 'assumed' })
const images = {
  base: image('FROM scratch\n#+ /a 100MB\nRUN a'),
  more: image('FROM base\n#+ /b 50MB\nRUN b'),
  plain: image('FROM scratch\nCMD ["/bin/true"]'),
}

function world(rules = {}) {
  return startRun(
    scenario(
      [fleet('left', 2), fleet('right', 1)],
      [
        group('wide', 4, { image: 'base', on: 'left', place: { policy: 'spread' } }),
        group('high', 3, { image: 'more', on: 'right', place: { policy: 'pack' } }),
        group('also', 2, { image: 'more', on: 'right', place: { policy: 'pack' } }),
        group('bare', 1, { image: 'plain', on: 'right', place: { policy: 'pack' } }),
        group('vm', 1, { kind: 'vm', image: 'base', on: 'right', place: { policy: 'pack' } }),
      ],
      { define: { ...define, images }, rules: { image: rules } },
    ),
  )
}

test('each host has it once, whoever else runs from it', () => {
  const run = world()
  const read = (name: string) => run.metric('image.disk-mb', name)
  expect(['wide', 'high', 'also', 'bare', 'vm'].map(read)).toEqual([200, 150, 150, 0, 0])
})

test('of all groups: every image in use on every host, once', () => {
  expect(world().metric('image.disk-mb', '')).toBe(350)
})

test('where images are pulled it counts once it is whole', () => {
  const run = world({ cold: true, extractMBps: 100, registryMbps: 800, manifestMillis: 100 })
  expect(run.metric('image.disk-mb', 'wide')).toBe(0)
  for (const host of ['left-1', 'right-1']) {
    const name = host === 'left-1' ? 'base' : 'more'
    expect(run.perform({ name: 'image.pull', args: { host, image: name } })).toBeNull()
  }
  run.seek(0.5 * second, Infinity)
  expect(['wide', 'high'].map((name) => run.metric('image.disk-mb', name))).toEqual([0, 0])
  run.seek(20 * second, Infinity)
  // The other host on the left has not asked for it.
  expect(['wide', 'high', 'also'].map((name) => run.metric('image.disk-mb', name))).toEqual([100, 150, 150])
})
