/** The kill switch of a column: pointed at, it outlines whom it would stop; pressed, it stops them on its branch. */
import { Zap } from 'lucide-react'
import { useCallback, useId, useMemo, useState } from 'react'
import type { Command, SideView } from '../../sim'
import { useApp } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import type { StagePanic } from '../stage'
import styles from './Compare.module.css'

/** What the switch of a side would do, with its victims while it is pointed at. */
export function useSidePanic({ branch, kernel, stops, running, lost }: SideView): StagePanic | null {
  const t = useText()
  const { client, lab } = useApp()
  const [victims, setVictims] = useState<{ readonly of: string; readonly names: readonly string[] } | null>(
    null,
  )
  const command = useMemo<Command | null>(
    () => (kernel === null ? null : { name: 'kernel.panic', args: { kernel } }),
    [kernel],
  )
  const onPreview = useCallback(
    (on: boolean) => {
      if (!on || command === null) return setVictims(null)
      client.victims(command, branch).then(
        (names) => setVictims({ of: kernel ?? '', names }),
        // A lost session says so by itself.
        () => setVictims(null),
      )
    },
    [client, command, kernel, branch],
  )
  const onPanic = useCallback(() => {
    setVictims(null)
    if (command !== null) void lab.perform(command, branch)
  }, [lab, command, branch])
  return useMemo(
    () => ({
      label: t('compare.panic'),
      total: running + lost,
      preview: kernel === null ? null : stops,
      done: null,
      lost,
      victims: victims !== null && victims.of === kernel ? victims.names : null,
      disabled: kernel === null,
      onPanic,
      onPreview,
    }),
    [t, running, lost, kernel, stops, victims, onPanic, onPreview],
  )
}

export function PanicSwitch({ panic, title }: { readonly panic: StagePanic; readonly title: string }) {
  const t = useText()
  const id = useId()
  const { label, preview, total, lost = 0, onPanic, onPreview, disabled } = panic
  return (
    <>
      <button
        type="button"
        className="button button-danger"
        disabled={disabled === true}
        aria-label={t('compare.panic-of', { title })}
        aria-describedby={id}
        onClick={onPanic}
        onPointerEnter={() => onPreview(true)}
        onPointerLeave={() => onPreview(false)}
        onFocus={() => onPreview(true)}
        onBlur={() => onPreview(false)}
      >
        <Zap size="1.1em" strokeWidth={2} aria-hidden="true" />
        <span>{label}</span>
      </button>
      <span id={id} className={styles['stops']} role="status">
        {lost > 0 && <span>{t('stage.stopped', { n: lost, total })}</span>}
        <span>
          {preview === null
            ? t('compare.no-kernel')
            : t('compare.stops', { n: preview, total: total - lost })}
        </span>
      </span>
    </>
  )
}
