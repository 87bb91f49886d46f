/** Which two of the hosts are drawn. */
import { useText } from '../hooks/useText'
import styles from './RunPage.module.css'

interface HostPickerProps {
  readonly names: readonly string[]
  readonly shown: readonly string[]
  readonly onChange: (shown: readonly string[]) => void
}

const letters = ['A', 'B'] as const

export function HostPicker({ names, shown, onChange }: HostPickerProps) {
  const t = useText()
  return (
    <div className={styles['picker']}>
      {shown.map((host, at) => (
        <label key={letters[at]}>
          {t('run.host-shown', { letter: letters[at] ?? '' })}{' '}
          <select
            value={host}
            onChange={(event) =>
              onChange(shown.map((one, index) => (index === at ? event.target.value : one)))
            }
          >
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      ))}
    </div>
  )
}
