/** What an operator may do with the images of a host. */
import * as v from 'valibot'
import { none, refuse, type CommandSpec, type Refusal, type Row } from '../../core'
import { Power } from '../inventory'
import { askPull } from './ask'
import { removeImage } from './pull'
import { imageOn, isUnderWay, planOfImage, type ImageSim } from './store'
import { PullState } from './tables'

interface Place {
  readonly host: Row
  readonly image: Row
}

const entities = { host: 'hosts', image: 'containerImages' }
const nameOf = (sim: ImageSim, image: Row): string => sim.groupName(sim.tables.containerImages.group[image])
/** Where nothing is pulled, every host has all images. */
function notCold({ tables: { imageRules } }: ImageSim): Refusal | null {
  return imageRules.cold[0] === 0 ? refuse('images-not-pulled') : null
}

export const pullCommand: CommandSpec<Place & { readonly digest?: string }, ImageSim['tables']> = {
  name: 'image.pull',
  args: v.strictObject({
    host: v.string(),
    image: v.string(),
    /** The image that is meant: a pull of another one fails. */
    digest: v.optional(v.pipe(v.string(), v.maxLength(80))),
  }),
  entities,
  check(sim, { host, image }) {
    const { hosts, hostImages } = sim.tables
    if (hosts.power[host] !== Power.on) return refuse('host-off')
    const cold = notCold(sim)
    if (cold !== null) return cold
    const known = imageOn(sim, host, image)
    if (known === none || hostImages.state[known] === PullState.failed) return null
    const name = nameOf(sim, image)
    return hostImages.state[known] === PullState.ready
      ? refuse('image-there', { image: name })
      : refuse('image-being-pulled', { image: name })
  },
  apply(sim, { host, image, digest }) {
    const isOther = digest !== undefined && digest !== planOfImage(sim, image).digest
    askPull(sim, host, image, isOther ? 1 : 0)
  },
}

export const removeCommand: CommandSpec<Place, ImageSim['tables']> = {
  name: 'image.remove',
  args: v.strictObject({ host: v.string(), image: v.string() }),
  entities,
  check(sim, { host, image }) {
    const { hostImages } = sim.tables
    const cold = notCold(sim)
    if (cold !== null) return cold
    const name = nameOf(sim, image)
    const known = imageOn(sim, host, image)
    if (known === none) return refuse('image-missing', { image: name })
    const state = hostImages.state[known]
    if (isUnderWay(state) || state === PullState.queued) return refuse('image-being-pulled', { image: name })
    const count = usersOf(sim, host, image)
    return count > 0 ? refuse('image-in-use', { image: name, count }) : null
  },
  apply(sim, { host, image }) {
    const freed = removeImage(sim, host, imageOn(sim, host, image))
    sim.emit('image.removed', host, image, Math.floor(freed / 1048576))
  },
}

/** Containers on a host that are made of an image, whatever they are doing. */
function usersOf(sim: ImageSim, host: Row, image: Row): number {
  const { hostUnits, units, groupImage } = sim.tables
  let users = 0
  for (let unit = hostUnits.first[host]; unit !== none; unit = units.nextOnHost[unit])
    if (groupImage.image[units.groupRow[unit]] === image) users += units.members[unit]
  return users
}
