/** What can still be done to a migration that is under way. */
import { FastForward, X } from 'lucide-react'
import type { MigrationView } from '../../sim'
import { useText } from '../hooks/useText'
import { DoButton } from '../lab/inspect/Actions'
import { cancelOf, postCopyOf } from './commands'
import styles from './Migration.module.css'
import { isOver } from './words'

export function Controls({ view }: { readonly view: MigrationView }) {
  const t = useText()
  if (isOver(view)) return null
  const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const
  return (
    <div className={styles['controls']} role="group" aria-label={t('migration-view.controls')}>
      <DoButton command={cancelOf(view)} icon={<X {...icon} />} words={t('migration-view.cancel')} />
      {view.mode === 'pre-copy' && (
        <DoButton
          command={postCopyOf(view)}
          icon={<FastForward {...icon} />}
          words={t('migration-view.post-copy')}
        />
      )}
    </div>
  )
}
