/** The catalogue as rows of a table: every number with its source, what a reader put in its place, and what follows. */
import {
  bundles,
  evaluateLaw,
  guests,
  hypervisorFamilies,
  laws,
  nativeProfile,
  runtimeFamilies,
  sources,
  wraps,
  type BundleProfile,
  type SourceId,
  type Sourced,
  type WrapProfile,
} from '../../sim'

export const numberColumns = [
  'start',
  'memory',
  'guest',
  'cpu',
  'syscall',
  'receive',
  'send',
  'round-trip',
  'random-read',
  'deep-read',
  'image',
  'attack',
] as const
export type NumberColumn = (typeof numberColumns)[number]

export const wordColumns = ['kernel', 'migration'] as const
export type WordColumn = (typeof wordColumns)[number]
export type Column = NumberColumn | WordColumn | 'name' | 'kind'

/** How much to trust a number: measured, specified or by the vendor; quoted from memory; or chosen here. */
export type Trust = 'published' | 'recalled' | 'assumed'

export interface Figure extends Omit<Sourced, 'value'> {
  readonly value: number
  readonly trust: Trust
  /** What the catalogue says, where a reader has put another number in its place. */
  readonly original: number | null
  /** Nobody can put a number here: it is worked out from others. */
  readonly derived: boolean
}

export type AnyProfile = WrapProfile | BundleProfile

export interface Row {
  readonly profile: AnyProfile
  readonly id: string
  readonly family: string
  readonly figures: Readonly<Partial<Record<NumberColumn, Figure>>>
  /** Last parts of the keys of their words. */
  readonly words: Readonly<Record<WordColumn, string>>
}

/** What a reader has put in the place of the catalogue's numbers, by profile. */
export type Edits = Readonly<Record<string, Readonly<Partial<Record<NumberColumn, number>>>>>

export const families = [
  ...Object.entries<readonly string[]>(hypervisorFamilies),
  ...Object.entries<readonly string[]>(runtimeFamilies),
  ['bundles', [nativeProfile, ...bundles].map(({ id }) => id)] as const,
]

const everything: readonly AnyProfile[] = [...wraps, nativeProfile, ...bundles]

/** The rows of profiles that nobody has changed are made once. */
let unchanged: readonly Row[] | null = null

export function rowsOf(edits: Edits): readonly Row[] {
  unchanged ??= families.flatMap(([family, ids]) =>
    ids.flatMap((id) =>
      everything.filter((one) => one.id === id).map((profile) => rowOf(profile, family, {})),
    ),
  )
  return unchanged.map((row) => {
    const edited = edits[row.id]
    return edited === undefined ? row : rowOf(row.profile, row.family, edited)
  })
}

function rowOf(profile: AnyProfile, family: string, edited: NonNullable<Edits[string]>): Row {
  const figures: Partial<Record<NumberColumn, Figure>> = {}
  for (const column of numberColumns) {
    const figure =
      column === 'attack' ? attackOf(profile) : figureOf(sourcedOf(profile, column), edited[column])
    if (figure !== undefined) figures[column] = figure
  }
  return { profile, id: profile.id, family, figures, words: wordsOf(profile) }
}

function sourcedOf(profile: AnyProfile, column: NumberColumn): Sourced | undefined {
  const { traits } = profile
  switch (column) {
    case 'start':
      return startOf(profile)
    case 'memory':
      return memoryOf(profile)
    case 'guest':
      return guestOf(profile)
    case 'cpu':
      return profile.cpuFactor
    case 'syscall':
      return traits?.syscallNanos
    case 'receive':
      return traits?.receiveFactor
    case 'send':
      return traits?.sendFactor
    case 'round-trip':
      return traits?.roundTripMicros
    case 'random-read':
      return traits?.randomReadFactor
    case 'deep-read':
      return traits?.deepReadFactor
    case 'image':
      return traits?.imageMiB
    case 'attack':
      return undefined
  }
}

/** As published, or the sum of the phases, which is worth as much as the phase that is known least. */
function startOf({ start }: AnyProfile): Sourced | undefined {
  if (start === undefined || start.whole !== undefined) return start?.whole
  const parts = start.phases.map(({ millis }) => millis)
  const value = parts.reduce((sum, part) => sum + part.value, 0)
  const weakest = parts.reduce((a, b) => (trusts.indexOf(trustOf(b)) > trusts.indexOf(trustOf(a)) ? b : a))
  return { value, unit: 'ms', source: weakest.source, ...(weakest.note ? { note: weakest.note } : {}) }
}

/** The guest that VMMs were measured with: 256 MiB and one vCPU. */
const measuredGuestMiB = 256

function memoryOf(profile: AnyProfile): Sourced {
  if (profile.boundary !== 'vm') return profile.memory
  const { base, perGuestMiB } = profile.vmm
  const value = base.value + (perGuestMiB?.value ?? 0) * measuredGuestMiB
  return { ...base, value: Math.round(value * 100) / 100 }
}

function guestOf(profile: AnyProfile): Sourced | undefined {
  if (profile.boundary !== 'vm') return undefined
  return guests.find(({ id }) => id === (profile.guest ?? 'default'))?.guestOs
}

const trusts: readonly Trust[] = ['published', 'recalled', 'assumed']

export function trustOf({ source }: { readonly source: SourceId }): Trust {
  const { kind } = sources[source]
  return kind === 'assumption' ? 'assumed' : kind === 'recalled' ? 'recalled' : 'published'
}

function figureOf(sourced: Sourced | undefined, edited: number | undefined): Figure | undefined {
  if (sourced === undefined) return undefined
  const isEdited = edited !== undefined && edited !== sourced.value
  return {
    ...sourced,
    value: isEdited ? edited : sourced.value,
    trust: trustOf(sourced),
    original: isEdited ? sourced.value : null,
    derived: false,
  }
}

export const attackLaw = 'isolation.attack-index'
export const attackTerms = ['syscallTerm', 'trustedTerm', 'kernelTerm', 'deviceTerm'] as const

/** The four terms and their sum, by the law; null where the catalogue does not know what can be reached. */
export function attackTermsOf({ traits }: AnyProfile): Readonly<Record<string, number>> | null {
  const law = laws.get(attackLaw)
  const surface = traits?.surface
  if (law === undefined || surface === undefined) return null
  const output = evaluateLaw(law, {
    reachableSyscalls: surface.syscalls.value,
    trustedKiloLines: surface.hostKloc.value,
    sharedKernel: surface.sharedKernel.value,
    deviceKiloLines: surface.deviceKloc.value,
  })
  return typeof output === 'object' && output !== null && 'index' in output
    ? (output as Readonly<Record<string, number>>)
    : null
}

function attackOf(profile: AnyProfile): Figure | undefined {
  const terms = attackTermsOf(profile)
  if (terms === null) return undefined
  return {
    value: Math.round((terms['index'] ?? 0) * 10) / 10,
    unit: 'index',
    source: 'assumed',
    note: 'catalogue.attack.about',
    trust: 'assumed',
    original: null,
    derived: true,
  }
}

function wordsOf({ traits }: AnyProfile): Row['words'] {
  const shared = traits?.surface?.sharedKernel.value ?? 1
  return {
    kernel: shared === 1 ? 'shared' : shared === 0 ? 'own' : 'user-space',
    migration: traits?.liveMigration ?? 'no',
  }
}

/** Four numbers go into a world; the others are only compared. */
export const worldColumns: readonly NumberColumn[] = ['start', 'memory', 'cpu', 'image']

export interface Order {
  readonly column: Column
  readonly descending: boolean
}

/** Sorted by one column; what has no number there comes last either way, and equals keep their order. */
export function sorted(
  rows: readonly Row[],
  { column, descending }: Order,
  wordOf: (row: Row) => string,
): readonly Row[] {
  const sign = descending ? -1 : 1
  const numeric = numberColumns.find((one) => one === column)
  if (numeric === undefined) return [...rows].sort((a, b) => sign * wordOf(a).localeCompare(wordOf(b)))
  return [...rows].sort((a, b) => {
    const [one, other] = [a.figures[numeric]?.value, b.figures[numeric]?.value]
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined)
    return sign * (one - other)
  })
}
