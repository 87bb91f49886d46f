/** The one dialog that may be open; each is loaded when it is first asked for. */
import { Suspense } from 'react'
import { useApp, useStore } from '../hooks/useApp'
import { later } from '../later'

const ShareDialog = later(() => import('./share/ShareDialog').then((module) => module.ShareDialog))
const KeysDialog = later(() => import('./KeysDialog').then((module) => module.KeysDialog))
const RecentDialog = later(() => import('./RecentDialog').then((module) => module.RecentDialog))
const PaletteDialog = later(() => import('../palette/PaletteDialog').then((module) => module.PaletteDialog))
const GlossaryDialog = later(() =>
  import('../glossary/GlossaryDialog').then((module) => module.GlossaryDialog),
)
const ComposeDialog = later(() => import('./ComposeDialog').then((module) => module.ComposeDialog))

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
