/** Published figures of pulling: what part of a container's start it is. */
import { apps, images } from '../catalog'
import type { Figure } from './figure'
import { measured, megabytes } from './measure'
import { startMillis } from './start-measure'

/** What layers shrink to for their way, and what a host of these figures gets from its registry: 1 Gbit/s. Assumed. */
const ratio = 2.5
const MBps = 125
const manifestSeconds = 0.5

/** Seconds from 'pull' to unpacked, of a host that has nothing yet. */
function pullSeconds(image: string): number {
  const layers = images.find(({ id }) => id === image)?.layers
  if (layers === undefined) throw new Error(`no image ${image}`)
  const layersMB = layers.map(({ size }) => (size.value * megabytes) / ratio)
  return measured('image.pull-time', { layersMB, MBps, manifestSeconds }, 'seconds')
}

interface Start {
  readonly pull: number
  readonly whole: number
}

/** Every kind of application of the catalogue, from 'pull' to its first answer under Docker, seconds. */
function starts(): readonly Start[] {
  return apps.map(({ id, image = id, startMillis: own }) => {
    const pull = pullSeconds(image)
    return { pull, whole: pull + (startMillis('docker') + (own?.value ?? 0)) / 1000 }
  })
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Percent of its start that a container spends on its image, on average. */
const pullShare = (): number => 100 * mean(starts().map(({ pull, whole }) => pull / whole))
const wholeStart = (): number => mean(starts().map(({ whole }) => whole))
/** Percent of an image that must be there before a container may start, unless a scenario says otherwise. */
const neededShare = (): number => 100

const points = (value: number) => ({ within: 'amount', value }) as const
const hello = { unit: '%', source: 'slacker2016', explained: true } as const
const borg = {
  experiment: 'FG12',
  kind: 'information',
  source: 'verma2015',
  tolerance: { within: 'share', value: 0.2 },
  law: 'image.pull-time',
  explained: true,
} as const

export const imageFigures: readonly Figure[] = [
  {
    ...hello,
    id: 'HG38.pull',
    experiment: 'HG38',
    kind: 'prediction',
    published: 76,
    tolerance: points(5),
    law: 'image.pull-time',
    compute: pullShare,
  },
  {
    ...hello,
    id: 'HG38.read',
    experiment: 'HG38',
    kind: 'information',
    published: 6.4,
    tolerance: points(5),
    law: null,
    compute: neededShare,
  },
  {
    ...hello,
    id: 'FG11.pull',
    experiment: 'FG11',
    kind: 'prediction',
    published: 76,
    tolerance: points(3),
    law: 'image.pull-time',
    compute: pullShare,
  },
  {
    ...hello,
    id: 'FG11.read',
    experiment: 'FG11',
    kind: 'information',
    published: 6.4,
    tolerance: points(3),
    law: null,
    compute: neededShare,
  },
  { ...borg, id: 'FG12.start', published: 25, unit: 's', compute: wholeStart },
  { ...borg, id: 'FG12.install', published: 80, unit: '%', compute: pullShare },
]
