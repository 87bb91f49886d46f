/** Taking edits of a run back, and making them again. */
import { Redo2, Undo2 } from 'lucide-react'
import { useApp, useFrame } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import styles from './Header.module.css'

export function EditButtons() {
  const t = useText()
  const { playback } = useApp()
  const canUndo = useFrame((frame) => frame.canUndo)
  const canRedo = useFrame((frame) => frame.canRedo)
  return (
    <div className={styles['edits']} role="group" aria-label={t('run.edits')}>
      <button
        type="button"
        className="button"
        aria-label={t('run.undo')}
        title={t('run.undo')}
        disabled={!canUndo}
        onClick={playback.undo}
      >
        <Undo2 size={16} strokeWidth={1.5} aria-hidden="true" />
        <span className={styles['wide']}>{t('header.undo')}</span>
      </button>
      <button
        type="button"
        className="button"
        aria-label={t('run.redo')}
        title={t('run.redo')}
        disabled={!canRedo}
        onClick={playback.redo}
      >
        <Redo2 size={16} strokeWidth={1.5} aria-hidden="true" />
        <span className={styles['wide']}>{t('header.redo')}</span>
      </button>
    </div>
  )
}
