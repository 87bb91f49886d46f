/** A Compose file has been dropped: what shall its services run in? */
import type { ComposeKind } from '../../app/files'
import type { DroppedFile } from '../../app/slices/notices'
import { useText } from '../hooks/useText'
import { useApp } from '../hooks/useApp'
import { Dialog } from './Dialog'
import styles from './Dialog.module.css'

const kinds: readonly ComposeKind[] = ['container', 'vm']

export function ComposeDialog({
  name,
  files,
  onClose,
}: {
  readonly name: string
  readonly files: readonly DroppedFile[]
  readonly onClose: () => void
}) {
  const t = useText()
  const { opening } = useApp()
  return (
    <Dialog title={t('compose.title', { name })} description={t('compose.description')} onClose={onClose}>
      <div className={styles['actions']}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="button button-primary"
            onClick={() => void opening.openCompose(files, kind)}
          >
            {t(`compose.${kind}`)}
          </button>
        ))}
        <button type="button" className="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
      </div>
      <p className={styles['privacy']}>{t('compose.privacy')}</p>
    </Dialog>
  )
}
