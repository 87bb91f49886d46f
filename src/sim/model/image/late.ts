/** How images come to hosts and leave them, and what is told of it: needed by worlds that pull. */
import { defineLate, Domain, none, type MetricSpec, type Row, type World } from '../../core'
import { pullCommand, removeCommand } from './commands'
import { layersAddUp, oneOfEach } from './invariants'
import { endUnpacking, layerCame, losePulls, pullAgain, readManifest, settleUnpacking } from './pull'
import type { ImageSim } from './store'
import { PullState } from './tables'

const onHosts = (name: string, unit: string, read: (world: World, host: number) => number): MetricSpec => ({
  name,
  unit,
  scope: 'host',
  read,
})

function storedMiB({ tables }: World, subject: number): number {
  const { bytes } = tables['hostStore'].columns
  if (subject !== none) return bytes[subject] / 1048576
  let sum = 0
  for (let host = 0; host < tables['hosts'].rows.size; host++) sum += bytes[host]
  return sum / 1048576
}

/** Pulls that somebody waits for. */
function pending({ tables }: World, host: number): number {
  const { rows, columns } = tables['hostImages']
  let count = 0
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0 || (host !== none && columns['host'][row] !== host)) continue
    const state = columns['state'][row]
    if (state !== PullState.ready && state !== PullState.failed) count++
  }
  return count
}

/** From the beginning of a pull to its end, on average over those whose images are there. */
function meanSeconds({ tables }: World, host: number): number {
  const { rows, columns } = tables['hostImages']
  let count = 0
  let micros = 0
  for (let row = 0; row < rows.size; row++) {
    if (rows.alive[row] === 0 || (host !== none && columns['host'][row] !== host)) continue
    if (columns['state'][row] !== PullState.ready) continue
    count++
    micros += columns['ended'][row] - columns['begun'][row]
  }
  return count === 0 ? 0 : micros / count / 1000000
}

/**
 * What a group's image takes on the disks of the hosts that the group is on, each layer once a host however many of
 * its containers are there; of all: every image of every host. An image counts once it is whole.
 */
function diskMB(world: World, subject: Row): number {
  const { tables } = world
  const sizes = tables['containerImages'].columns['bytes']
  let bytes = 0
  for (let host = 0; host < tables['hosts'].rows.size; host++)
    for (const image of imagesInUse(world, host, subject))
      if (isWhole(world, host, image)) bytes += sizes[image]
  return bytes / 1000000
}

function imagesInUse({ tables }: World, host: Row, group: Row): ReadonlySet<Row> {
  const { groupRow, nextOnHost } = tables['units'].columns
  const { image } = tables['groupImage'].columns
  const used = new Set<Row>()
  for (let unit = tables['hostUnits'].columns['first'][host]; unit !== none; unit = nextOnHost[unit])
    if (group === none || groupRow[unit] === group) used.add(image[groupRow[unit]])
  used.delete(none)
  return used
}

function isWhole({ tables }: World, host: Row, image: Row): boolean {
  if (tables['imageRules'].columns['cold'][0] === 0) return true
  const stored = tables['hostImages'].columns
  let row = tables['hostStore'].columns['firstImage'][host]
  while (row !== none && stored['image'][row] !== image) row = stored['next'][row]
  return row !== none && stored['state'][row] === PullState.ready
}

export const imageLate = defineLate<ImageSim['tables']>({
  settle: [[Domain.host, settleUnpacking]],
  events: { 'image.manifest': readManifest, 'image.unpacked': endUnpacking },
  reactions: { 'transfer.ended': layerCame, 'host.failed': losePulls, 'host.repaired': pullAgain },
  commands: [pullCommand, removeCommand],
  metrics: [
    onHosts('image.stored', 'MiB', storedMiB),
    onHosts('image.pulls', 'count', pending),
    onHosts('image.pull-time', 's', meanSeconds),
    { name: 'image.disk-mb', unit: 'MB', scope: 'group', costly: true, read: diskMB },
  ],
  invariants: [layersAddUp, oneOfEach],
})
