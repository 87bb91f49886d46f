/** The short form of a Compose port: '[[HOST-IP:]PUBLISHED:]TARGET[/PROTOCOL]'. */

export interface ComposePort {
  /** Address of the host that listens; null for all of them. */
  readonly hostIp: string | null
  /** Port or range on the host as text; null where the system picks one or none is published. */
  readonly published: string | null
  readonly target: number
  readonly protocol: string
}

export interface PortRange {
  readonly from: number
  readonly to: number
}

export const protocols = ['tcp', 'udp', 'sctp'] as const
const largestPort = 65535
/** An address, two ranges and a protocol fit with room to spare. */
const textLimit = 100

/** The ports of one entry in order, or in words why the text is none. */
export function readPort(text: string): readonly ComposePort[] | string {
  if (text.length > textLimit) return `is longer than ${textLimit} characters`
  const slash = text.indexOf('/')
  const protocol = slash < 0 ? 'tcp' : text.slice(slash + 1)
  if (!isProtocol(protocol)) return `the protocol must be one of ${protocols.join(', ')}`
  const sides = cutSides(slash < 0 ? text : text.slice(0, slash))
  if (typeof sides === 'string') return sides
  const target = readRange(sides.target)
  if (target === null) return `"${sides.target}" is not a port from 1 to ${largestPort}`
  if (sides.published === null) return pairUp(sides.hostIp, null, target, protocol)
  const published = readRange(sides.published)
  if (published === null) return `"${sides.published}" is not a port from 1 to ${largestPort}`
  return pairUp(sides.hostIp, published, target, protocol)
}

export function isProtocol(text: string): boolean {
  return protocols.some((protocol) => protocol === text)
}

/** A port or 'a-b' with a ≤ b; null for anything else. */
export function readRange(text: string): PortRange | null {
  const found = /^([0-9]{1,9})(?:-([0-9]{1,9}))?$/.exec(text)
  if (found === null) return null
  const from = Number(found[1])
  const to = found[2] === undefined ? from : Number(found[2])
  return from >= 1 && to <= largestPort && from <= to ? { from, to } : null
}

export function rangeText({ from, to }: PortRange): string {
  return from === to ? `${from}` : `${from}-${to}`
}

/** An IPv4 address, or an IPv6 address without brackets. */
export function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text)
}

interface Sides {
  readonly hostIp: string | null
  readonly published: string | null
  readonly target: string
}

function cutSides(text: string): Sides | string {
  const found = /^(?:(\[[^\]]*\]|[^:[\]]*):)??(?:([^:[\]]*):)?([^:[\]]+)$/.exec(text)
  if (found === null) return 'must look like [[HOST-IP:]PUBLISHED:]TARGET[/PROTOCOL]'
  const [, host, published, target] = found
  if (host === undefined) return { hostIp: null, published: published ?? null, target }
  if (published === undefined)
    return 'an address needs a published port or an empty place for it: HOST-IP::TARGET'
  const hostIp = readHost(host)
  if (hostIp === null) return `"${host}" is not an IPv4 address or an IPv6 address in brackets`
  return { hostIp, published: published === '' ? null : published, target }
}

function readHost(text: string): string | null {
  if (!text.startsWith('[')) return isIpv4(text) ? text : null
  const inside = text.slice(1, -1)
  return isIpv6(inside) ? inside : null
}

function pairUp(
  hostIp: string | null,
  published: PortRange | null,
  target: PortRange,
  protocol: string,
): readonly ComposePort[] | string {
  const length = target.to - target.from + 1
  if (published !== null && length === 1) {
    return [{ hostIp, published: rangeText(published), target: target.from, protocol }]
  }
  if (published !== null && published.to - published.from + 1 !== length) {
    return 'both ranges must have the same number of ports'
  }
  return Array.from({ length }, (_, step) => ({
    hostIp,
    published: published === null ? null : `${published.from + step}`,
    target: target.from + step,
    protocol,
  }))
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)
  )
}

/** Eight groups of up to four hexadecimal digits, or fewer around one '::'; the last two may be written as IPv4. */
function isIpv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':'))).flat()
  const last = groups[groups.length - 1] ?? ''
  const endsInIpv4 = last.includes('.') && text.endsWith(last)
  const plain = endsInIpv4 ? groups.slice(0, -1) : groups
  if (endsInIpv4 && !isIpv4(last)) return false
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  const count = plain.length + (endsInIpv4 ? 2 : 0)
  return halves.length === 2 ? count <= 7 : count === 8
}
