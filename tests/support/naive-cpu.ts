// CPU of the naive model: the level of the water by halving, then whole millicores, host by host and pool by pool.
import { reservationOf, sum, vcpusOf, type Host, type Unit, type Workload } from './naive-world'

interface Share {
  readonly weight: number
  readonly lower: number
  readonly upper: number
}

/** Gives every workload of a host its whole millicores, and the host their sum and what was wanted. */
export function shareHost(host: Host): void {
  const members = host.units.flatMap((unit) => unit.members.map((member) => ({ unit, member })))
  const wanted = members.map(({ unit, member }) => wantedBy(unit, member))
  const capacity = host.plan.machine.cores * 1000
  const parts = host.on ? divide(host.units.map(shareOfUnit), capacity) : []
  host.units.forEach((unit, at) => {
    const given = parts[at] ?? 0
    const shares = unit.members.map((member) => shareOfMember(unit, member))
    const inside = unit.members.length === 1 ? [given] : divide(shares, given)
    unit.members.forEach((member, number) => (member.granted = inside[number] ?? 0))
  })
  host.usedMillicores = sum(members.map(({ member }) => member.granted))
  host.demandMillicores = host.on ? sum(wanted) : 0
}

/**
 * Demand with the cost of the wrapping, rounded up, at most the vCPUs and the limit; nothing while it does not
 * run.
 */
function wantedBy({ group }: Unit, { state, demand, vcpus }: Workload): number {
  if (state !== 'running') return 0
  const { vm, runtime, limitMillicores } = group.plan
  const millionths = BigInt(demand * (vm?.cpuFactor ?? 1000)) * BigInt(runtime?.cpuFactor ?? 1000)
  const wrapped = Number((millionths + 999999n) / 1000000n)
  return Math.min(wrapped, vcpus * 1000, limitMillicores === 0 ? Infinity : limitMillicores)
}

function weightOf({ group }: Unit, { vcpus }: Workload): number {
  return group.plan.shares === 0 ? 1000 * vcpus : group.plan.shares
}

function shareOfMember(unit: Unit, member: Workload): Share {
  const upper = wantedBy(unit, member)
  return {
    weight: weightOf(unit, member),
    lower: Math.min(unit.group.plan.reservationMillicores, upper),
    upper,
  }
}

/** A unit weighs and reserves what its members do together, and uses at most its vCPUs. */
function shareOfUnit(unit: Unit): Share {
  const upper = Math.min(sum(unit.members.map((member) => wantedBy(unit, member))), vcpusOf(unit) * 1000)
  return {
    weight: sum(unit.members.map((member) => weightOf(unit, member))),
    lower: Math.min(reservationOf(unit), upper),
    upper,
  }
}

/**
 * Each weight * t within its bounds, as whole numbers: floors, and what is left one by one to whoever lost a
 * part.
 */
function divide(shares: readonly Share[], capacity: number): readonly number[] {
  const floors = sum(shares.map(({ lower }) => lower))
  if (floors > capacity) throw new Error(`floors of ${floors} do not fit into ${capacity}`)
  if (sum(shares.map(({ upper }) => upper)) <= capacity) return shares.map(({ upper }) => upper)
  const level = levelOf(shares, capacity)
  const parts: number[] = shares.map(({ weight, lower, upper }) => clamp(weight * level, lower, upper))
  // Who sits at a bound has a whole number already; the others divide what is left by weight, exactly.
  const free = shares.map(({ lower, upper }, at) => {
    const part = parts[at] ?? 0
    return part > lower + tolerance && part < upper - tolerance
  })
  const weights = sum(shares.map(({ weight }, at) => (free[at] ? weight : 0)))
  const rest = capacity - sum(parts.map((part, at) => (free[at] ? 0 : Math.round(part))))
  const whole = shares.map(({ weight }, at) =>
    free[at] ? Math.floor((weight * rest) / weights) : Math.round(parts[at] ?? 0),
  )
  let left = capacity - sum(whole)
  return whole.map((part, at) => {
    const lost = free[at] && ((shares[at]?.weight ?? 0) * rest) % weights !== 0
    return lost && left-- > 0 ? part + 1 : part
  })
}

/** Nearer to a bound than this is at the bound: parts are whole numbers or off by one part in the sum of weights. */
const tolerance = 1e-8

function levelOf(shares: readonly Share[], capacity: number): number {
  let low = 0
  let high = Math.max(...shares.map(({ weight, upper }) => upper / weight))
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return high
    const total = sum(shares.map(({ weight, lower, upper }) => clamp(weight * middle, lower, upper)))
    if (total < capacity) low = middle
    else high = middle
  }
}

function clamp(value: number, lower: number, upper: number): number {
  return Math.min(Math.max(value, lower), upper)
}
