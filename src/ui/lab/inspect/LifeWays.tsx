/** Commands that are open now, as buttons with the numbers of their arrows. */
import { hasText } from '../../../i18n/text'
import { useApp } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import styles from './Life.module.css'
import { commandOf, type LifeSubject, type WayOut } from './life'

interface LifeWaysProps {
  readonly out: readonly WayOut[]
  readonly subject: LifeSubject
}

export function LifeWays({ out, subject }: LifeWaysProps) {
  const t = useText()
  const { lab } = useApp()
  if (out.length === 0) return null
  return (
    <ul className={styles['ways']} aria-label={t('life.open')}>
      {out.map(({ command: name, to, number }) => {
        const command = commandOf(name, subject)
        if (command === null) return null
        const title = hasText(`command.${name}`) ? t(`command.${name}`) : name
        return (
          <li key={name}>
            <button
              type="button"
              className="button"
              title={hasText(`command.${name}.hint`) ? t(`command.${name}.hint`) : undefined}
              onClick={() => void lab.perform(command)}
            >
              {number > 0 && (
                <span className={styles['mark']} aria-hidden="true">
                  {number}
                </span>
              )}
              <span>
                {title}
                {to !== null && <span className={styles['quiet']}> {t('life.to', { state: to })}</span>}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
