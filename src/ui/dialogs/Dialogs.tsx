/** The one dialog that may be open; each is loaded when it is first asked for. */
import { lazy, Suspense } from 'react'
import { useApp, useStore } from '../hooks/useApp'

const ShareDialog = lazy(() => import('./ShareDialog').then((module) => ({ default: module.ShareDialog })))
const KeysDialog = lazy(() => import('./KeysDialog').then((module) => ({ default: module.KeysDialog })))
const ComposeDialog = lazy(() =>
  import('./ComposeDialog').then((module) => ({ default: module.ComposeDialog })),
)

export function Dialogs() {
  const { store } = useApp()
  const dialog = useStore((state) => state.notice.dialog)
  if (dialog === null) return null
  const close = () => store.change('notice', { dialog: null })
  return (
    <Suspense fallback={null}>
      {dialog.type === 'share' && <ShareDialog onClose={close} />}
      {dialog.type === 'keys' && <KeysDialog onClose={close} />}
      {dialog.type === 'compose' && <ComposeDialog file={dialog.file} onClose={close} />}
    </Suspense>
  )
}
