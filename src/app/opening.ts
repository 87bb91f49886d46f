/**
 * Opening lessons, links and files. Nothing opened is lost: what was there before is kept and can be brought
 * back.
 */
import { labScenarios } from '../lessons/lab-scenarios'
import type { Link, Scenario } from '../sim'
import { lessonById, routeTo, type Lessons } from './lessons'
import type { Opened, OpenRequest, SessionFrame } from '../worker/protocol'
import { viewOf } from './beats'
import { isProblem, type Client } from './client'
import { emptyFrame, type FrameStore } from './frame'
import { chooseFiles, type Importer } from './files'
import type { Importing } from './importing'
import { linkTextOf, longestLink, type Codec, type LinkProblem } from './link'
import type { Playback } from './playback'
import { addressOf, isReading, routeOf, type AddressBar, type Route } from './router'
import { emptyLesson } from './slices/lesson'
import type { KeptWork } from './slices/run'
import { emptySelection } from './slices/selection'
import { emptyView, lensOf } from './slices/view'
import { addNotice, dropFileNotices, type State, type Store } from './store'
import { isWork } from './work'

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

export interface Opening extends Importing {
  openFile(file: File): Promise<void>
  /** Asks for files that belong together, and opens them. */
  chooseFiles(onChosen?: () => void): void
  /** Shows what the address names: at the start, and when the reader goes back or forward. */
  followAddress(): Promise<void>
  /** Goes to a page by its route, as a click on a link does. */
  go(route: Route): Promise<void>
  /** Opens the text of a link, as pasted or found in the address. False, with a notice, when it cannot be read. */
  openLinkText(text: string): Promise<boolean>
  undoOpen(): Promise<void>
  /** After a crash: a new session on what was opened, as it was opened. */
  startAgain(): Promise<void>
  /** After a crash: a new session at the moment of the crash. */
  restartHere(): Promise<void>
  /** Opens a saved run's file as a new run. False, with a notice, when it cannot be read. */
  openSaved(text: string): Promise<boolean>
}

interface Target {
  readonly request: OpenRequest
  readonly route: Route
  readonly scenario: Scenario | null
  /** The id of a run that is brought back. */
  readonly run?: number
}

/** Works kept in memory; the oldest goes. */
const keptLimit = 20

export function createOpening(parts: OpeningParts): Opening {
  const { client, frames, store, address, playback, lessons } = parts
  let last: Target | null = null

  async function open(target: Target): Promise<boolean> {
    const before = { ...store.getState(), frame: frames.current(), last }
    const epoch = before.run.epoch + 1
    last = target
    frames.set(emptyFrame)
    store.change('run', {
      status: 'opening',
      route: target.route,
      opened: null,
      scenario: target.scenario,
      brought: 'link' in target.request,
      crash: null,
      // A lesson is short; the Lab's runs are watched a little faster.
      speed: target.route.page === 'lab' ? 1 : 0,
      epoch,
    })
    store.change('lesson', emptyLesson)
    store.change('selection', emptySelection)
    store.change('view', emptyView)
    store.change('skin', { beats: [], beat: -1, blank: false })
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
      stay(before, epoch)
      return false
    }
    settle(target, opened, epoch)
    return true
  }

  /** The session has refused and holds what it held: so does the page. */
  function stay(
    before: State & { readonly frame: SessionFrame; readonly last: Target | null },
    epoch: number,
  ): void {
    if (before.run.status === 'opening') return
    last = before.last
    const { run, lesson, selection, view, skin } = before
    store.change('run', { ...run, epoch })
    store.change('lesson', lesson)
    store.change('selection', selection)
    store.change('view', view)
    store.change('skin', skin)
    frames.set(before.frame)
  }

  function settle({ request, route, run }: Target, opened: Opened, epoch: number): void {
    const selected = opened.view?.selected
    store.change('run', { status: 'open', opened, scenario: opened.scenario, id: run ?? epoch })
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
    // A link that cannot be opened changes nothing of what is open.
    if (text !== null && store.getState().run.status === 'open') return
    const route = routeOf(address.search())
    if (!isReading(route) && alreadyShown(store, route)) return
    await openRoute(route)
  }

  async function openRoute(route: Route): Promise<void> {
    keep(await workToKeep())
    if (isReading(route)) return read(route)
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
    await openRoute(route)
  }

  async function openLinkText(text: string): Promise<boolean> {
    const decoded = (await parts.codec()).decodeLink(text)
    if ('problem' in decoded) {
      complain(store, decoded.problem)
      return false
    }
    return openLink(decoded.link)
  }

  async function openLink(link: Link): Promise<boolean> {
    const lesson = lessonById(lessons, link.lesson ?? null)
    const route: Route = lesson === null ? { page: 'lab', id: null } : routeTo(lesson)
    const work = await present()
    const opened = await open({ request: { link }, route, scenario: link.scenario })
    if (opened) {
      dropFileNotices(store, null)
      keep(work, true)
      await writeAddress(link)
    }
    return opened
  }

  // So that reloading the page keeps a run that has no page of its own.
  async function writeAddress(link: Link): Promise<void> {
    const text = (await parts.codec()).encodeLink(link)
    if (text.length <= longestLink) address.replace(`#${linkTextOf(text) ?? ''}`)
  }

  /** What is open now; null when nothing is. */
  async function present(): Promise<KeptWork | null> {
    const { status, route, id } = store.getState().run
    if (status !== 'open') return null
    const link = await client.link(viewOf(store.getState())).catch(() => null)
    return link === null || isProblem(link) ? null : { link, route, run: id }
  }

  /** Going to another page keeps only what would be missed. */
  async function workToKeep(): Promise<KeptWork | null> {
    return isWork(store.getState(), frames.current()) ? present() : null
  }

  /** The reader is told of a run that is kept; a lesson can be had again by its own link. */
  function keep(work: KeptWork | null, aloud: boolean = work?.route.page === 'lab'): void {
    if (work === null) return
    store.change('run', { kept: [...store.getState().run.kept, work].slice(-keptLimit) })
    if (aloud) addNotice(store, { tone: 'news', text: 'notice.kept', args: {}, place: '', action: 'undo' })
  }

  async function importing(): Promise<Importing> {
    return (await import('./importing')).createImporting({ ...parts, openLink })
  }

  async function openFiles(found: Parameters<Importing['openFiles']>[0]): Promise<void> {
    await (await importing()).openFiles(found)
  }

  async function openSaved(text: string): Promise<boolean> {
    const decoded = (await parts.codec()).decodeFile(text)
    if ('link' in decoded) return openLink(decoded.link)
    complain(store, decoded.problem)
    return false
  }

  async function undoOpen(): Promise<void> {
    const { kept } = store.getState().run
    const work = kept[kept.length - 1]
    if (work === undefined) return
    store.change('run', { kept: kept.slice(0, -1) })
    const isRun = work.route.page === 'lab'
    const { link, route, run } = work
    await open({ request: { link }, route, scenario: link.scenario, run })
    if (isRun) await writeAddress(work.link)
    else address.push(addressOf(work.route, address.search()))
  }

  async function startAgain(): Promise<void> {
    const { crash, route, id } = store.getState().run
    // What the session died with may be somebody's work.
    if (crash?.link != null) keep({ link: crash.link, route, run: id }, false)
    client.restart()
    if (last === null) return followAddress()
    await open(last)
  }

  async function restartHere(): Promise<void> {
    const link = store.getState().run.crash?.link ?? null
    if (link === null) return startAgain()
    client.restart()
    await openLink(link)
  }

  return {
    followAddress,
    go,
    openLinkText,
    openFile: (file) => openFiles([{ path: file.name, file }]),
    openFiles,
    openCompose: async (files, kind) => (await importing()).openCompose(files, kind),
    // The browser asks only while the reader's click lasts, so that nothing may be loaded before.
    chooseFiles: (onChosen) =>
      chooseFiles((files) => {
        onChosen?.()
        void openFiles(files.map((file) => ({ path: file.name, file })))
      }),
    undoOpen,
    startAgain,
    restartHere,
    openSaved,
  }
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
  const lens = lensOf(view.lens)
  store.change('view', {
    ...(view.stage === undefined ? {} : { stage: view.stage }),
    // Columns need the room of both panels, which are a press away.
    ...(view.stage === 'compare' ? { left: false, right: false } : {}),
    ...(view.compare === undefined ? {} : { compare: view.compare }),
    ...(lens === null ? {} : { lens }),
    ...(x === undefined || y === undefined || k === undefined ? {} : { camera: { x, y, k } }),
    ...(view.why === undefined ? {} : { why: view.why }),
  })
  store.change('skin', { beats: view.beats ?? [], beat: -1 })
}

function complain(store: Store, { problem, path, args }: LinkProblem): void {
  const text = `decode.${problem}`
  addNotice(store, { tone: 'problem', text, args: { ...args, path }, place: path, action: null })
}
