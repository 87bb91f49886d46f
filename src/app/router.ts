/**
 * Which page an address names. Only the query is used: any folder of any server will do, and the hash is for
 * links.
 */

export type Route =
  /** `id` is a lesson's number or id, or null for the start: the first lesson. */
  | { readonly page: 'lesson'; readonly id: string | null }
  | { readonly page: 'learn' }
  /** The laws behind the numbers. */
  | { readonly page: 'models' }
  /** Published figures against what the laws say. */
  | { readonly page: 'validation' }
  /** What hypervisors and runtimes cost, side by side. */
  | { readonly page: 'catalogue' }
  /** Schedules, partitions and pages of the textbook; the page itself reads and writes the rest of the query. */
  | { readonly page: 'textbook' }
  /** The Lab with a built-in scenario, or, with null, with what a link or file brought, or the first of them. */
  | { readonly page: 'lab'; readonly id: string | null }

/**
 * './' → start, './?learn' → list of lessons, './?lesson=1' or '?lesson=ID' → that lesson, './?lab' and
 * './?lab=ID' → the Lab, './?models' → the laws, './?validation' → published figures against simulated,
 * './?catalogue' → what hypervisors and runtimes cost, './?textbook=jobs' → schedules, partitions and pages.
 */
export function routeOf(search: string): Route {
  const query = new URLSearchParams(search)
  const lesson = query.get('lesson')
  if (lesson !== null) return { page: 'lesson', id: lesson }
  const lab = query.get('lab')
  if (lab !== null) return { page: 'lab', id: lab === '' ? null : lab }
  if (query.has('models')) return { page: 'models' }
  if (query.has('validation')) return { page: 'validation' }
  if (query.has('catalogue')) return { page: 'catalogue' }
  if (query.has('textbook')) return { page: 'textbook' }
  return query.has('learn') ? { page: 'learn' } : { page: 'lesson', id: null }
}

const readingPages = ['learn', 'models', 'validation', 'catalogue', 'textbook'] as const

/** Pages that are read: nothing runs on them. */
export function isReading(
  route: Route,
): route is Extract<Route, { readonly page: (typeof readingPages)[number] }> {
  return readingPages.some((page) => page === route.page)
}

/** Language, theme and skin stay while the reader goes from page to page. */
const keptSettings: readonly string[] = ['lang', 'theme', 'ui', 'hide', 'keys']

/** The relative address of a route; settings named in the present address are kept. */
export function addressOf(route: Route, search: string): string {
  const query = new URLSearchParams()
  for (const [name, value] of new URLSearchParams(search)) {
    if (keptSettings.includes(name)) query.set(name, value)
  }
  if (route.page === 'lesson' && route.id !== null) query.set('lesson', route.id)
  if (route.page === 'lab') query.set('lab', route.id ?? '')
  if (isReading(route)) query.set(route.page, '')
  const written = query.toString().replace(/=(&|$)/g, '$1')
  return written === '' ? './' : `./?${written}`
}

/** A query with some parameters changed, null taking one away; with its '?' unless it is empty. */
export function queryWith(search: string, changes: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  const written = query
    .toString()
    .replace(/%2C/g, ',')
    .replace(/=(&|$)/g, '$1')
  return written === '' ? '' : `?${written}`
}

/** The browser's address bar and history, as far as the page uses them. */
export interface AddressBar {
  search(): string
  /** With its '#', empty when there is none. */
  hash(): string
  /** The address without its hash, for shared links. */
  base(): string
  push(address: string): void
  replace(address: string): void
  /** Called when the reader goes back, forward, or pastes another hash. */
  onChange(listener: () => void): void
}

export function browserAddress(): AddressBar {
  return {
    search: () => window.location.search,
    hash: () => window.location.hash,
    base: () => window.location.href.replace(/[?#].*$/s, ''),
    push: (address) => window.history.pushState(null, '', address),
    replace: (address) => window.history.replaceState(null, '', address),
    onChange(listener) {
      // Also told when only the hash changes; 'hashchange' would tell of the same a second time.
      window.addEventListener('popstate', listener)
    },
  }
}
