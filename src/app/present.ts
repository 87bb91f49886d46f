/** The lecturer's walk through a talk: every beat is restored exactly, whatever was tried out in between. */
import type { LessonActions } from './answering'
import type { Link, Micros } from '../sim'
import { isProblem, type Client } from './client'
import type { FrameStore } from './frame'
import { longestLink } from './link'
import type { Playback } from './playback'
import { queryWith, type AddressBar } from './router'
import type { Theme } from './slices/settings'
import type { Skin } from './slices/skin'
import { emptyView, lensOf } from './slices/view'
import type { Store } from './store'
import { beatAt, talkOf, type TalkBeat } from './talk'

export interface Present {
  talk(): { readonly beats: readonly TalkBeat[]; readonly index: number }
  next(): void
  back(): void
  /** Back to the present beat, after something was tried that is not in the script. */
  reset(): void
  toggleBlank(): void
  /** Wears another skin from here on, and says so in the address. */
  wear(skin: Skin): void
}

interface PresentParts {
  readonly client: Client
  readonly frames: FrameStore
  readonly store: Store
  readonly playback: Playback
  readonly answering: LessonActions
  readonly address: AddressBar
  /** The text of a link to this moment; null when none can be made. */
  linkText(): Promise<string | null>
}

/** How the run was when the talk began: whatever differs from it is taken back before a beat is shown. */
interface Script {
  readonly run: number
  readonly branch: number
  /** Null when the session could not tell. */
  readonly link: Promise<Link | null>
}

export function createPresent(parts: PresentParts): Present {
  const { client, frames, store, playback, answering, address } = parts
  let script: Script = { run: -1, branch: 0, link: Promise.resolve(null) }
  let shownAt = 0
  let plainTheme: Theme | null = null
  let wanted: TalkBeat | null = null
  let restoring = false
  frames.subscribe(beginWithRun)
  // The run may have been there first.
  beginWithRun()

  function beginWithRun(): void {
    const { status, id } = store.getState().run
    if (status === 'open' && id !== script.run && frames.current().rev >= 0) begin()
  }

  function begin(): void {
    const { branch, now } = frames.current()
    const { run, skin } = store.getState()
    // Only a talk is brought back: elsewhere the question would be in vain.
    const link = skin.ui === 'present' ? linkNow() : Promise.resolve(null)
    script = { run: run.id, branch, link }
    shownAt = now
  }

  async function linkNow(): Promise<Link | null> {
    const link = await client.link(undefined).catch(() => null)
    return link === null || isProblem(link) ? null : link
  }

  function talk(): ReturnType<Present['talk']> {
    const state = store.getState()
    const frame = frames.current()
    const beats = talkOf(state, frame, script.branch)
    if (state.skin.beats.length > 0) return { beats, index: state.skin.beat }
    // A lesson's clock runs from beat to beat by itself; elsewhere the lecturer alone goes on.
    return { beats, index: beatAt(beats, frame.gates.length > 0 ? frame.now : shownAt) }
  }

  function show(index: number): void {
    const { beats } = talk()
    const beat = beats[Math.max(0, Math.min(index, beats.length - 1))]
    if (beat === undefined) return
    shownAt = beat.at
    store.change('skin', { beat: beats.indexOf(beat), blank: false })
    void restoreRun(beat)
    restoreView(beat)
  }

  /** One beat at a time: of those asked for meanwhile, the last is shown. */
  async function restoreRun(beat: TalkBeat): Promise<void> {
    wanted = beat
    if (restoring) return
    restoring = true
    for (let next: TalkBeat | null = beat; next !== null; next = wanted) {
      wanted = null
      await restoreMoment(next)
    }
    restoring = false
  }

  async function restoreMoment({ at, branch = script.branch }: TalkBeat): Promise<void> {
    const { run } = script
    client.order({ type: 'pace', virtualPerWall: 0 })
    const asWritten = await script.link
    let present = await linkNow()
    if (asWritten !== null && present !== null && takeBackEdits(asWritten, present)) present = await linkNow()
    // Another run has been opened meanwhile.
    if (store.getState().run.id !== run) return
    if (asWritten !== null && present !== null && !sameJournals(asWritten, present)) {
      await client.open({ link: linkTo(asWritten, present, branch, at) }).catch(() => null)
      return
    }
    if (present?.branch !== branch) client.order({ type: 'branch', to: branch })
    client.order({ type: 'seek', to: at })
  }

  /** Undoes what was added to the script's branches: sooner done than to build the run anew. */
  function takeBackEdits(asWritten: Link, present: Link): boolean {
    const edited = asWritten.branches.flatMap(({ journal }, branch) => {
      const extra = (present.branches[branch]?.journal.length ?? 0) - journal.length
      return extra > 0 ? [{ branch, extra }] : []
    })
    for (const { branch, extra } of edited) {
      client.order({ type: 'branch', to: branch })
      for (let left = extra; left > 0; left--) client.order({ type: 'undo' })
    }
    return edited.length > 0
  }

  function restoreView({ selected, lens, stage, camera, compare }: TalkBeat): void {
    const [x, y, k] = camera ?? []
    store.change('selection', { selected: selected === undefined ? [] : [selected], hovered: null })
    store.change('view', {
      lens: lensOf(lens) ?? emptyView.lens,
      stage: stage ?? emptyView.stage,
      camera: x === undefined || y === undefined || k === undefined ? null : { x, y, k },
      ...(compare === undefined ? {} : { compare }),
      why: null,
      drag: null,
    })
  }

  /** To the gate, through it with the answer that was chosen, and on to the end. */
  function nextInLesson(): void {
    const { status, now, barrier, gates } = frames.current()
    const { choice } = store.getState().lesson
    if (status === 'running') return playback.toBarrier()
    if (now < barrier)
      return store.getState().settings.motion === 'full' ? playback.play() : playback.toBarrier()
    if (choice !== null && gates.some(({ shut }) => shut)) void answering.lock()
  }

  const walksLesson = (): boolean =>
    store.getState().skin.beats.length === 0 && frames.current().gates.length > 0

  /** As a talk that is opened by its address: light and of high contrast, unless the address says else. */
  function dress(presenting: boolean): void {
    const { theme } = store.getState().settings
    if (presenting && plainTheme === null && !new URLSearchParams(address.search()).has('theme')) {
      plainTheme = theme
      store.change('settings', { theme: 'projector' })
    } else if (!presenting && plainTheme !== null) {
      store.change('settings', { theme: plainTheme })
      plainTheme = null
    }
  }

  /** A page that is loaded again in the middle of a lecture still has its beats. */
  async function keepBeats(query: string): Promise<void> {
    const text = await parts.linkText()
    if (text !== null && text.length < longestLink) address.replace(`./${query}#${text}`)
  }

  return {
    talk,
    next() {
      if (store.getState().skin.blank) return store.change('skin', { blank: false })
      if (walksLesson()) return nextInLesson()
      show(talk().index + 1)
    },
    back() {
      const { index, beats } = talk()
      // Past a beat of a lesson, its own moment comes before the one ahead of it.
      const past = walksLesson() && frames.current().now > (beats[index]?.at ?? 0)
      show(past ? index : index - 1)
    },
    reset() {
      const { index } = talk()
      if (index >= 0) show(index)
    },
    toggleBlank: () => store.change('skin', { blank: !store.getState().skin.blank }),
    wear(skin) {
      const query = queryWith(address.search(), { ui: skin === 'full' ? null : skin })
      address.replace(`./${query}${address.hash()}`)
      store.change('skin', { ui: skin, blank: false })
      dress(skin === 'present')
      begin()
      if (skin === 'present' && store.getState().skin.beats.length > 0) void keepBeats(query)
    },
  }
}

/** Whether the branches of the script hold the same edits; what was tried on others is not in the way. */
function sameJournals(asWritten: Link, present: Link): boolean {
  return asWritten.branches.every(({ parent, at, journal }, id) => {
    const other = present.branches[id]
    return (
      other?.parent === parent && other.at === at && JSON.stringify(other.journal) === JSON.stringify(journal)
    )
  })
}

/** The script at a beat. A lesson keeps its knob and its answers: they are no edits. */
function linkTo(asWritten: Link, present: Link, branch: number, at: Micros): Link {
  const { modelVersion, lesson, scenario } = asWritten
  const branches = asWritten.branches.map((one, id) => {
    const { set } = present.branches[id] ?? one
    return lesson === undefined || set === undefined ? one : { ...one, set }
  })
  return {
    modelVersion,
    ...(lesson === undefined ? {} : { lesson }),
    scenario,
    branches,
    branch,
    at,
    ...(present.claims === undefined ? {} : { claims: present.claims }),
  }
}
