/** Whom a failure would stop, and above all which groups would have nothing left. */
import type { Command } from '../../sim'
import { useText } from '../hooks/useText'
import styles from './Controls.module.css'
import { lossesOf } from './fleet-rows'
import { useGroupRows } from './useFleet'
import { useVictims } from './useAsked'

/** Names in one sentence. */
const named = 4

interface VictimWordsProps {
  readonly command: Command
  readonly id?: string
  /** Stands there until the victims are known, so that nothing jumps. */
  readonly waiting?: string
}

export function VictimWords({ command, id, waiting }: VictimWordsProps) {
  const t = useText()
  const rows = useGroupRows()
  const victims = useVictims(command)
  if (victims === undefined)
    return waiting === undefined ? null : (
      <span id={id} className={styles['victims']}>
        {waiting}
      </span>
    )
  const losses = lossesOf(victims, rows)
  const gone = losses.filter(({ left }) => left === 0).map(({ group }) => group)
  const weakened = losses.filter(({ left }) => left > 0)
  return (
    <span id={id} className={styles['victims']} role="status">
      {t('lab.would-stop', { n: victims.length })}{' '}
      {gone.length > 0 && (
        <span className={styles['gone']}>{t('lab.would-lose', { groups: listOf(gone, t('lab.list')) })}</span>
      )}
      {weakened.length > 0 && (
        <span>
          {t('lab.would-weaken', {
            groups: listOf(
              weakened.map(({ group, left }) => t('lab.left-of', { group, left })),
              t('lab.list'),
            ),
          })}
        </span>
      )}
    </span>
  )
}

/** The first few names and a sign that there are more. */
export function listOf(names: readonly string[], separator: string): string {
  const shown = names.slice(0, named).join(separator)
  return names.length > named ? `${shown} …` : shown
}
