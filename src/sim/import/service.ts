/** One service of a Compose file: from its tree to plain data. */
import { readByteSize, readCount, readMillicores } from './amounts'
import { readPort, type ComposePort } from './port'
import { readLongPort } from './long-port'
import { below, complain, portLimit, shown, type ProblemCode, type Reading } from './problems'
import type { ComposeService, ComposeVolume } from './project'
import {
  asText,
  fieldOf,
  isGiven,
  listIn,
  mapIn,
  numberText,
  textIn,
  type ListTree,
  type MapTree,
  type Tree,
} from './tree'
import { readVolume } from './volume'

export function readService(name: string, tree: MapTree, path: string, reading: Reading): ComposeService {
  return {
    name,
    image: textIn(reading, tree, 'image', path),
    hasBuild: isGiven(tree, 'build'),
    ports: readPorts(tree, path, reading),
    volumes: readVolumes(tree, path, reading),
    networks: readNetworks(tree, path, reading),
    dependsOn: readDependencies(tree, path, reading),
    environmentKeys: namesIn(tree, 'environment', path, reading).sort(),
    ...readAmounts(tree, path, reading),
    restart: textIn(reading, tree, 'restart', path),
    hasHealthcheck: isGiven(tree, 'healthcheck'),
    profiles: [...new Set(textsIn(tree, 'profiles', path, reading))],
    keys: givenKeys(tree),
  }
}

function givenKeys(tree: MapTree): readonly string[] {
  const deploy = fieldOf(tree, 'deploy')
  const inDeploy =
    deploy?.type === 'map' ? [...deploy.entries.keys()].filter((key) => isGiven(deploy, key)) : []
  const own = [...tree.entries.keys()].filter((key) => isGiven(tree, key))
  return [...own, ...inDeploy.map((key) => `deploy.${key}`)]
}

function readAmounts(tree: MapTree, path: string, reading: Reading) {
  const deployPath = below(path, 'deploy')
  const deploy = mapIn(reading, tree, 'deploy', path)
  const resourcesPath = below(deployPath, 'resources')
  const resources = deploy === null ? null : mapIn(reading, deploy, 'resources', deployPath)
  const limits = resources === null ? null : mapIn(reading, resources, 'limits', resourcesPath)
  const reservations = resources === null ? null : mapIn(reading, resources, 'reservations', resourcesPath)
  const limitsPath = below(resourcesPath, 'limits')
  const reservationsPath = below(resourcesPath, 'reservations')
  const amount = (kind: Amount, places: readonly Place[]) => firstAmount(reading, kind, places)
  return {
    replicas:
      amount(counts, [
        [deploy, deployPath, 'replicas'],
        [tree, path, 'scale'],
      ]) ?? 1,
    cpuLimitMilli: amount(cpus, [
      [limits, limitsPath, 'cpus'],
      [tree, path, 'cpus'],
    ]),
    memoryLimitBytes: amount(bytes, [
      [limits, limitsPath, 'memory'],
      [tree, path, 'mem_limit'],
    ]),
    cpuReservationMilli: amount(cpus, [[reservations, reservationsPath, 'cpus']]),
    memoryReservationBytes: amount(bytes, [
      [reservations, reservationsPath, 'memory'],
      [tree, path, 'mem_reservation'],
    ]),
  }
}

interface Amount {
  readonly read: (text: string) => number | null
  readonly problem: ProblemCode
}
const counts: Amount = { read: readCount, problem: 'bad-count' }
const cpus: Amount = { read: readMillicores, problem: 'bad-cpus' }
const bytes: Amount = { read: readByteSize, problem: 'bad-byte-size' }

type Place = readonly [map: MapTree | null, path: string, key: string]

/** The amount at the first place that gives one. */
function firstAmount(reading: Reading, { read, problem }: Amount, places: readonly Place[]): number | null {
  for (const [map, path, key] of places) {
    const tree = map === null ? undefined : fieldOf(map, key)
    if (tree === undefined) continue
    const text = numberText(tree)
    const amount = read(text)
    if (amount === null) complain(reading, problem, tree.at, below(path, key), { text: shown(text) })
    return amount
  }
  return null
}

/** Where `extends` joined two lists, the later entry about the same thing takes the place of the earlier. */
function collect<T>(
  list: ListTree,
  identity: (item: T) => string,
  read: (item: Tree, place: number) => readonly T[],
): readonly T[] {
  const items: T[] = []
  const placeOf = new Map<string, number>()
  list.items.forEach((tree, place) => {
    for (const item of read(tree, place)) {
      const name = list.merged ? identity(item) : ''
      const earlier = list.merged ? placeOf.get(name) : undefined
      if (earlier === undefined) placeOf.set(name, items.push(item) - 1)
      else items[earlier] = item
    }
  })
  return items
}

function readPorts(tree: MapTree, path: string, reading: Reading): readonly ComposePort[] {
  const list = listIn(reading, tree, 'ports', path)
  if (list === null) return []
  const where = below(path, 'ports')
  const identity = (port: ComposePort) => `${port.hostIp}:${port.published}:${port.target}/${port.protocol}`
  return collect(list, identity, (item, place) => {
    const itemPath = below(where, place)
    if (reading.portsLeft < 0) return []
    const ports = readPortItem(item, itemPath, reading)
    reading.portsLeft -= ports.length
    if (reading.portsLeft < 0) complain(reading, 'too-many-ports', item.at, itemPath, { limit: portLimit })
    return ports
  })
}

function readPortItem(item: Tree, path: string, reading: Reading): readonly ComposePort[] {
  if (item.type === 'map') return readLongPort(item, path, reading)
  const text = asText(reading, item, path)
  if (text === null) return []
  const ports = readPort(numberText(item))
  if (typeof ports !== 'string') return ports
  complain(reading, 'bad-port', item.at, path, { text: shown(text) })
  return []
}

function readVolumes(tree: MapTree, path: string, reading: Reading): readonly ComposeVolume[] {
  const list = listIn(reading, tree, 'volumes', path)
  if (list === null) return []
  const where = below(path, 'volumes')
  return collect(
    list,
    ({ target }: ComposeVolume) => `${target}`,
    (item, place) => {
      const volume = readVolume(item, below(where, place), reading)
      return volume === null ? [] : [volume]
    },
  )
}

function readNetworks(tree: MapTree, path: string, reading: Reading): readonly string[] {
  if (isGiven(tree, 'network_mode')) return []
  const names = namesIn(tree, 'networks', path, reading)
  return names.length === 0 ? ['default'] : names.sort()
}

function readDependencies(tree: MapTree, path: string, reading: Reading): Readonly<Record<string, string>> {
  const field = fieldOf(tree, 'depends_on')
  const where = below(path, 'depends_on')
  if (field === undefined || field.type !== 'map') {
    return Object.fromEntries(
      namesIn(tree, 'depends_on', path, reading).map((name) => [name, 'service_started']),
    )
  }
  const pairs: [string, string][] = []
  for (const [name, value] of field.entries) {
    const condition = value.type === 'map' ? textIn(reading, value, 'condition', below(where, name)) : null
    pairs.push([name, condition ?? 'service_started'])
  }
  return Object.fromEntries(pairs)
}

/** Names of a map's keys or of a list's 'NAME' and 'NAME=value' items, each once. */
function namesIn(tree: MapTree, key: string, path: string, reading: Reading): string[] {
  const field = fieldOf(tree, key)
  if (field?.type === 'map') return [...field.entries.keys()]
  const texts = textsIn(tree, key, path, reading)
  return [...new Set(texts.map((text) => (key === 'environment' ? text.split('=', 1)[0] : text)))]
}

function textsIn(tree: MapTree, key: string, path: string, reading: Reading): string[] {
  const list = listIn(reading, tree, key, path)
  const texts: string[] = []
  list?.items.forEach((item, place) => {
    const text = asText(reading, item, below(below(path, key), place))
    if (text !== null) texts.push(text)
  })
  return texts
}
