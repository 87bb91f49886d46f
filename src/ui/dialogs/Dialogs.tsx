/** The one dialog that may be open; each is loaded when it is first asked for. */
import { lazy, Suspense } from 'react'
import { useApp, useStore } from '../hooks/useApp'

const ShareDialog = lazy(() =>
  import('./share/ShareDialog').then((module) => ({ default: module.ShareDialog })),
)
const KeysDialog = lazy(() => import('./KeysDialog').then((module) => ({ default: module.KeysDialog })))
const RecentDialog = lazy(() => import('./RecentDialog').then((module) => ({ default: module.RecentDialog })))
const PaletteDialog = lazy(() =>
  import('../palette/PaletteDialog').then((module) => ({ default: module.PaletteDialog })),
)
const GlossaryDialog = lazy(() =>
  import('../glossary/GlossaryDialog').then((module) => ({ default: module.GlossaryDialog })),
)
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
      {dialog.type === 'recent' && <RecentDialog onClose={close} />}
      {dialog.type === 'glossary' && <GlossaryDialog onClose={close} />}
      {dialog.type === 'palette' && <PaletteDialog onClose={close} />}
      {dialog.type === 'compose' && <ComposeDialog name={dialog.name} files={dialog.files} onClose={close} />}
    </Suspense>
  )
}
