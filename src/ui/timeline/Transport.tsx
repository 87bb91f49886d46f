/** Buttons of the clock. At a shut gate the way forward is locked, and words say what opens it. */
import {
  ChevronLeft,
  ChevronRight,
  ChevronsRight,
  Lock,
  Pause,
  Play,
  SkipBack,
  type LucideIcon,
} from 'lucide-react'
import { useId } from 'react'
import { speedsFor } from '../../app/playback'
import { useFormats, useText } from '../hooks/useText'
import { useApp, useFrame, useStore } from '../hooks/useApp'
import styles from './Transport.module.css'

export function Transport() {
  const t = useText()
  const { playback } = useApp()
  const wordsId = useId()
  const playing = useFrame((frame) => frame.status === 'running')
  const gated = useFrame((frame) => frame.now >= frame.barrier && frame.barrier < frame.end)
  const atStart = useFrame((frame) => frame.now <= 0)
  const atEnd = useFrame((frame) => frame.end > 0 && frame.now >= frame.end)
  const locked = gated ? wordsId : undefined
  return (
    <div className={styles['transport']}>
      <div className={styles['buttons']} role="group" aria-label={t('timeline.controls')}>
        <TimeButton label={t('timeline.to-start')} icon={SkipBack} off={atStart} onPress={playback.toStart} />
        <TimeButton
          label={t('timeline.back')}
          icon={ChevronLeft}
          off={atStart}
          onPress={() => playback.step('back')}
        />
        <TimeButton
          label={playing ? t('timeline.pause') : t('timeline.play')}
          icon={playing ? Pause : Play}
          locked={locked}
          primary
          onPress={playback.toggle}
        />
        <TimeButton
          label={t('timeline.forward')}
          icon={ChevronRight}
          locked={locked}
          off={atEnd}
          onPress={() => playback.step('event')}
        />
        <TimeButton
          label={t('timeline.decision')}
          icon={ChevronsRight}
          locked={locked}
          off={atEnd}
          onPress={() => playback.step('decision')}
        />
      </div>
      <div className={styles['reading']}>
        <Clock />
        <Speed />
      </div>
      <p id={wordsId} className={styles['status']}>
        <StatusWords />
      </p>
    </div>
  )
}

interface TimeButtonProps {
  readonly label: string
  readonly icon: LucideIcon
  readonly onPress: () => void
  /** Nothing to do that way. */
  readonly off?: boolean
  /** Id of the words that say what opens it. */
  readonly locked?: string | undefined
  readonly primary?: boolean
}

function TimeButton({ label, icon, onPress, off = false, locked, primary = false }: TimeButtonProps) {
  const shut = locked !== undefined
  const Icon = shut ? Lock : icon
  const look = shut ? 'locked' : primary ? 'button-primary' : ''
  return (
    <button
      type="button"
      className={`button ${look} ${(primary ? styles['play'] : styles['step']) ?? ''}`}
      aria-label={label}
      title={label}
      aria-disabled={shut}
      aria-describedby={locked}
      disabled={off && !shut}
      onClick={shut ? undefined : onPress}
    >
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      {primary && <span className={styles['play-word']}>{label}</span>}
    </button>
  )
}

function Clock() {
  const t = useText()
  const formats = useFormats()
  // Tenths are what the eye can follow; more would only draw more often.
  const tenths = useFrame((frame) => Math.floor(frame.now / 100_000))
  const end = useFrame((frame) => frame.end)
  return (
    <p className={styles['clock']}>
      <strong>{formats.clock(tenths * 100_000)}</strong>{' '}
      <span>{t('timeline.of', { end: formats.clockShort(end) })}</span>
    </p>
  )
}

function Speed() {
  const t = useText()
  const { playback } = useApp()
  const end = useFrame((frame) => frame.end)
  const speed = useStore((state) => state.run.speed)
  return (
    <select
      className={styles['speed']}
      aria-label={t('timeline.speed')}
      value={speed}
      onChange={(event) => playback.setSpeed(Number(event.target.value))}
    >
      {speedsFor(end).map((times, index) => (
        <option key={times} value={index}>
          {t('timeline.times', { times })}
        </option>
      ))}
    </select>
  )
}

function StatusWords() {
  const t = useText()
  const status = useFrame((frame) => {
    if (frame.now >= frame.barrier && frame.barrier < frame.end) return 'gated'
    return frame.end > 0 && frame.now >= frame.end ? 'ended' : frame.status
  })
  return t(`status.${status}`)
}
