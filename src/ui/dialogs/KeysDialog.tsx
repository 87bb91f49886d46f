/** The sheet of keys. */
import { useText } from '../hooks/useText'
import { Dialog } from './Dialog'
import styles from './Dialog.module.css'

const keys = ['space', 'forward', 'back', 'decision', 'start', 'end', 'undo', 'redo', 'sheet'] as const

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  return (
    <Dialog title={t('keys.title')} description={t('keys.description')} onClose={onClose}>
      <table className={styles['keys']}>
        <tbody>
          {keys.map((key) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{t(`keys.${key}.key`)}</kbd>
              </th>
              <td>{t(`keys.${key}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
