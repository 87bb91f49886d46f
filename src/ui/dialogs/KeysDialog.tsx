/** The sheet of keys. */
import { useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import { Dialog } from './Dialog'
import styles from './Dialog.module.css'

const always = [
  'space',
  'forward',
  'back',
  'decision',
  'start',
  'end',
  'undo',
  'redo',
  'palette',
  'glossary',
  'sheet',
] as const
const inLab = [
  'table',
  'hot',
  'left',
  'right',
  'nearer',
  'farther',
  'whole',
  'inside',
  'outside',
  'move',
] as const
const inTalk = ['next-beat', 'last-beat', 'reset', 'blank'] as const

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const lab = useStore((state) => state.run.route.page === 'lab')
  const talk = useStore((state) => state.skin.ui === 'present')
  const keys = [...always, ...(lab ? inLab : []), ...(talk ? inTalk : [])]
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
