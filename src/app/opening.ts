/**
 * Opening lessons, links and files. Nothing opened is lost: what was there before is kept and can be brought
 * back.
 */
import { labScenarios, lenses, type Link, type Scenario } from '../sim'
import { lessonById, routeTo, type Lessons } from './lessons'
import type { Opened, OpenRequest } from '../worker/protocol'
import { isProblem, type Client } from './client'
import { emptyFrame, type FrameStore } from './frame'
import { kindOfFile, readTextFile, type ComposeKind, type Importer, type ImportProblem } from './files'
import { linkTextOf, longestLink, type Codec, type LinkProblem } from './link'
import type { Playback } from './playback'
import { addressOf, routeOf, type AddressBar, type Route } from './router'
import { emptyLesson } from './slices/lesson'
import type { DroppedFile } from './slices/notices'
import type { KeptWork } from './slices/run'
import { emptySelection } from './slices/selection'
import { emptyView } from './slices/view'
import { addNotice, dropFileNotices, type Store } from './store'

interface OpeningParts {
  readonly client: Client
  readonly frames: FrameStore
  readonly store: Store
  readonly playback: Playback
  readonly address: AddressBar
  readonly lessons: Lessons
  codec(): Promise<Codec>
  importer(): Promise<Importer>
}

export interface Opening {
  /** Shows what the address names: at the start, and when the reader goes back or forward. */
  followAddress(): Promise<void>
  /** Goes to a page by its route, as a click on a link does. */
  go(route: Route): Promise<void>
  /** Opens the text of a link, as pasted or found in the address. False, with a notice, when it cannot be read. */
  openLinkText(text: string): Promise<boolean>
  openFile(file: File): Promise<void>
  openCompose(file: DroppedFile, kind: ComposeKind): Promise<void>
  undoOpen(): Promise<void>
  /** After a crash: a new session on what was open. */
  startAgain(): Promise<void>
}

interface Target {
  readonly request: OpenRequest
  readonly route: Route
  readonly scenario: Scenario | null
}

/** Works kept in memory; the oldest goes. */
const keptLimit = 20

export function createOpening(parts: OpeningParts): Opening {
  const { client, frames, store, address, playback, lessons } = parts
  let last: Target | null = null

  async function open(target: Target): Promise<boolean> {
    const epoch = store.getState().run.epoch + 1
    last = target
    frames.set(emptyFrame)
    store.change('run', {
      status: 'opening',
      route: target.route,
      opened: null,
      scenario: target.scenario,
      crash: null,
      speed: 0,
      epoch,
    })
    store.change('lesson', emptyLesson)
    store.change('selection', emptySelection)
    store.change('view', emptyView)
    const opened = await client.open(target.request).catch(() => null)
    // A newer opening has overtaken this one, or the session has crashed and says so itself.
    if (opened === null || store.getState().run.epoch !== epoch) return false
    if (isProblem(opened)) {
      const { problem: code, path, args = {} } = opened
      addNotice(store, {
        tone: 'problem',
        text: 'problem.cannot-open',
        args: path === undefined ? { ...args, code } : { ...args, code, path },
        place: path ?? '',
        action: null,
        cause: `decode.${code}`,
      })
      return false
    }
    settle(target, opened)
    return true
  }

  function settle({ request, route }: Target, opened: Opened): void {
    const selected = opened.view?.selected
    store.change('run', { status: 'open', opened, scenario: opened.scenario })
    store.change('selection', { selected: selected === undefined ? [] : [selected] })
    showView(store, opened.view)
    if (opened.verified === 'older' || opened.verified === 'differs') {
      addNotice(store, { tone: 'news', text: `notice.${opened.verified}`, args: {}, place: '', action: null })
    }
    const lesson = lessonById(lessons, opened.lesson)
    if (lesson !== null && 'link' in request) store.change('lesson', { touched: true })
    if (lesson === null || 'link' in request || route.page !== 'lesson') return
    // A running experiment, unless the reader asked for little motion.
    if (store.getState().settings.motion === 'full') playback.play()
  }

  async function openLesson(id: string | null): Promise<void> {
    const lesson = id === null ? lessons[0] : lessonById(lessons, id)
    const opens = lesson ?? lessons[0]
    if (lesson === null) {
      addNotice(store, {
        tone: 'problem',
        text: 'problem.no-such-lesson',
        args: { id: id ?? '' },
        place: '',
        action: null,
      })
    }
    if (opens === undefined) return
    await open({ request: { lesson: opens.id }, route: { page: 'lesson', id }, scenario: null })
  }

  async function followAddress(): Promise<void> {
    const text = linkTextOf(address.hash())
    if (text !== null && (await openLinkText(text))) return
    const route = routeOf(address.search())
    if (isReading(route)) return read(route)
    if (alreadyShown(store, route)) return
    await openRoute(route)
  }

  async function openRoute(route: Route): Promise<void> {
    if (route.page === 'lab') return openLab(route.id)
    return openLesson(route.page === 'lesson' ? route.id : null)
  }

  async function openLab(id: string | null): Promise<void> {
    const known = labScenarios.some((one) => one === id)
    if (id !== null && !known) {
      addNotice(store, {
        tone: 'problem',
        text: 'problem.no-such-scenario',
        args: { id },
        place: '',
        action: null,
      })
    }
    const opens = known && id !== null ? id : labScenarios[0]
    await open({ request: { library: opens }, route: { page: 'lab', id }, scenario: null })
  }

  /** Pages to read run nothing. */
  function read(route: Route): void {
    playback.pause()
    store.change('run', { route, status: 'empty', opened: null, scenario: null })
  }

  async function go(route: Route): Promise<void> {
    address.push(addressOf(route, address.search()))
    if (isReading(route)) return read(route)
    await openRoute(route)
  }

  async function openLinkText(text: string): Promise<boolean> {
    const decoded = (await parts.codec()).decodeLink(text)
    if ('problem' in decoded) {
      complain(store, decoded.problem, null)
      return false
    }
    await keepWork()
    return openLink(decoded.link)
  }

  async function openLink(link: Link): Promise<boolean> {
    const lesson = lessonById(lessons, link.lesson ?? null)
    const route: Route = lesson === null ? { page: 'lab', id: null } : routeTo(lesson)
    const opened = await open({ request: { link }, route, scenario: link.scenario })
    if (opened) {
      dropFileNotices(store, null)
      await writeAddress(link)
    }
    return opened
  }

  // So that reloading the page keeps a run that has no page of its own.
  async function writeAddress(link: Link): Promise<void> {
    const text = (await parts.codec()).encodeLink(link)
    if (text.length <= longestLink) address.replace(`#${linkTextOf(text) ?? ''}`)
  }

  async function keepWork(): Promise<void> {
    const { status, route, kept } = store.getState().run
    if (status !== 'open') return
    const link = await client.link(undefined).catch(() => null)
    if (link === null || isProblem(link)) return
    const work: KeptWork = { link, route }
    store.change('run', { kept: [...kept, work].slice(-keptLimit) })
    addNotice(store, { tone: 'news', text: 'notice.kept', args: {}, place: '', action: 'undo' })
  }

  async function openFile(file: File): Promise<void> {
    const read = await readTextFile(file)
    if (read === null) return fileProblem(store, 'problem.file-too-large', file.name)
    const kind = kindOfFile(read.name)
    if (kind === 'unknown') return fileProblem(store, 'problem.file-unknown', read.name)
    if (kind === 'compose') return askKind(read)
    const decoded = (await parts.codec()).decodeFile(read.text)
    if ('problem' in decoded) return complain(store, decoded.problem, read.name)
    await keepWork()
    await openLink(decoded.link)
  }

  // What cannot be read is said before anything is asked: both kinds are read from the same file alike.
  async function askKind(file: DroppedFile): Promise<void> {
    const imported = (await parts.importer()).importCompose(file.text, 'container', file.name)
    if ('problems' in imported) return complainOfImport(store, file.name, imported.problems)
    store.change('notice', { dialog: { type: 'compose', file } })
  }

  async function openCompose(file: DroppedFile, kind: ComposeKind): Promise<void> {
    store.change('notice', { dialog: null })
    const imported = (await parts.importer()).importCompose(file.text, kind, file.name)
    if ('problems' in imported) return complainOfImport(store, file.name, imported.problems)
    await keepWork()
    await openLink(imported.link)
  }

  async function undoOpen(): Promise<void> {
    const { kept } = store.getState().run
    const work = kept[kept.length - 1]
    if (work === undefined) return
    store.change('run', { kept: kept.slice(0, -1) })
    const isRun = work.route.page === 'lab'
    await open({ request: { link: work.link }, route: work.route, scenario: work.link.scenario })
    if (isRun) await writeAddress(work.link)
    else address.push(addressOf(work.route, address.search()))
  }

  async function startAgain(): Promise<void> {
    client.restart()
    if (last === null) return followAddress()
    await open(last)
  }

  return { followAddress, go, openLinkText, openFile, openCompose, undoOpen, startAgain }
}

function isReading(route: Route): boolean {
  return route.page === 'learn' || route.page === 'models'
}

function alreadyShown(store: Store, route: Route): boolean {
  const { status, route: shown } = store.getState().run
  if (status !== 'open' || shown.page !== route.page) return false
  if (shown.page === 'lab' && route.page === 'lab') return shown.id === route.id
  return shown.page !== 'lesson' || route.page !== 'lesson' || shown.id === route.id
}

/** The stage as the link's maker saw it; unknown lenses of other versions are left out. */
function showView(store: Store, view: Opened['view']): void {
  if (view === null || view === undefined) return
  const [x, y, k] = view.camera ?? []
  const lens = lenses.find((one) => one === view.lens)
  store.change('view', {
    ...(view.stage === undefined ? {} : { stage: view.stage }),
    ...(lens === undefined ? {} : { lens }),
    ...(x === undefined || y === undefined || k === undefined ? {} : { camera: { x, y, k } }),
    ...(view.why === undefined ? {} : { why: view.why }),
  })
  store.change('skin', { beats: view.beats ?? [], beat: -1 })
}

function complain(store: Store, { problem, path, args }: LinkProblem, file: string | null): void {
  if (file !== null) dropFileNotices(store, file)
  addNotice(store, {
    tone: 'problem',
    text: `decode.${problem}`,
    args: { ...args, path },
    place: path,
    action: null,
    ...(file === null ? {} : { file }),
  })
}

function fileProblem(store: Store, text: string, name: string): void {
  dropFileNotices(store, name)
  addNotice(store, { tone: 'problem', text, args: { name }, place: name, action: null, file: name })
}

/** One message for a file: its first problem, and how many more there are. */
function complainOfImport(store: Store, file: string, problems: readonly ImportProblem[]): void {
  const [first] = problems
  if (first === undefined) return
  dropFileNotices(store, file)
  addNotice(store, {
    tone: 'problem',
    text: `import.${first.code}`,
    args: first.args,
    place: placeOf(file, first),
    action: null,
    file,
    more: problems.length - 1,
  })
}

function placeOf(
  file: string,
  { line, column, path }: { line: number; column: number; path: string },
): string {
  const spot = line > 0 ? `${file}:${line}:${column}` : file
  return path === '' ? spot : `${spot} ${path}`
}
