/** Keys of the page; never while something is being typed or a dialog is open. */
import { useEffect } from 'react'
import type { App } from '../../app/app'
import { useApp } from './useApp'

export function useKeys(): void {
  const app = useApp()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return
      if (app.store.getState().notice.dialog !== null) return
      const act = event.ctrlKey || event.metaKey ? editOf(event) : actions[event.key]
      // Space and Enter belong to the button or choice that has the focus.
      if (act === undefined || (event.key === ' ' && isPressable(event.target))) return
      event.preventDefault()
      act(app)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [app])
}

const actions: Readonly<Record<string, (app: App) => void>> = {
  ' ': ({ playback }) => playback.toggle(),
  '.': ({ playback }) => playback.step('event'),
  ',': ({ playback }) => playback.step('back'),
  n: ({ playback }) => playback.step('decision'),
  N: ({ playback }) => playback.step('decision'),
  Home: ({ playback }) => playback.toStart(),
  End: ({ playback }) => playback.toBarrier(),
  '?': ({ store }) => store.change('notice', { dialog: { type: 'keys' } }),
}

/** Ctrl or Cmd with Z takes an edit back; with Shift and Z, or with Y, it is made again. */
function editOf({ key, shiftKey }: KeyboardEvent): ((app: App) => void) | undefined {
  const letter = key.toLowerCase()
  if (letter === 'z' && !shiftKey) return ({ playback }) => playback.undo()
  return letter === 'y' || letter === 'z' ? ({ playback }) => playback.redo() : undefined
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
