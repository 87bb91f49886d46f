/** Keys of the page; never while something is being typed or a dialog is open. */
import { useEffect } from 'react'
import type { App } from '../../app/app'
import type { Present } from '../../app/present'
import { useApp } from './useApp'

type Act = (app: App) => void
type Keys = Readonly<Record<string, Act>>

export function useKeys(): void {
  const app = useApp()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return
      if (app.store.getState().notice.dialog !== null) return
      const act = event.ctrlKey || event.metaKey ? modified(event) : plain(app, event)
      // Space and Enter belong to the button or choice that has the focus.
      if (act === undefined || (event.key === ' ' && isPressable(event.target))) return
      event.preventDefault()
      act(app)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [app])
}

const always: Keys = {
  ' ': ({ playback }) => playback.toggle(),
  '.': ({ playback }) => playback.step('event'),
  ',': ({ playback }) => playback.step('back'),
  n: ({ playback }) => playback.step('decision'),
  Home: ({ playback }) => playback.toStart(),
  End: ({ playback }) => playback.toBarrier(),
  '?': ({ store }) => store.change('notice', { dialog: { type: 'keys' } }),
  '/': openPalette,
  g: ({ store }) => store.change('notice', { dialog: { type: 'glossary' } }),
}

const inLab: Keys = {
  t: ({ lab, store }) => lab.setStage(store.getState().view.stage === 'table' ? 'map' : 'table'),
  h: ({ store }) => store.change('view', { hot: !store.getState().view.hot }),
  '[': ({ store }) => store.change('view', { left: !store.getState().view.left }),
  ']': ({ store }) => store.change('view', { right: !store.getState().view.right }),
}

/** What is loaded only for a talk. */
function walk(act: (present: Present) => void): Act {
  return ({ present }) => void present().then(act)
}

/** The first two are what clickers send. */
const inTalk: Keys = {
  PageDown: walk((present) => present.next()),
  PageUp: walk((present) => present.back()),
  '0': walk((present) => present.reset()),
  b: walk((present) => present.toggleBlank()),
}

/** Only where no control is waiting for them. */
const inTalkUnfocused: Keys = {
  ArrowRight: walk((present) => present.next()),
  ArrowLeft: walk((present) => present.back()),
}

function plain({ store }: App, { key: name, target }: KeyboardEvent): Act | undefined {
  const { skin, run } = store.getState()
  // Within another page they belong to that page, if it says so.
  if (!skin.keys) return undefined
  const key = name.length === 1 ? name.toLowerCase() : name
  if (skin.ui === 'present') {
    const act = inTalk[key] ?? (isUnfocused(target) ? inTalkUnfocused[key] : undefined)
    if (act !== undefined) return act
  }
  return always[key] ?? (run.route.page === 'lab' ? inLab[key] : undefined)
}

/** With Ctrl or Cmd: K opens the palette, Z takes an edit back; Shift and Z, or Y, makes it again. */
function modified({ key, shiftKey }: KeyboardEvent): Act | undefined {
  const letter = key.toLowerCase()
  if (letter === 'k') return openPalette
  if (letter === 'z' && !shiftKey) return ({ playback }) => playback.undo()
  return letter === 'y' || letter === 'z' ? ({ playback }) => playback.redo() : undefined
}

function openPalette({ store }: App): void {
  store.change('notice', { dialog: { type: 'palette' } })
}

function isUnfocused(target: EventTarget | null): boolean {
  return target === document.body || target === document.documentElement || !(target instanceof Element)
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('input:not([type=radio]), textarea, select, [contenteditable]')
  )
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('button, a, summary, input, [role=treeitem], [role=tab]')
}
