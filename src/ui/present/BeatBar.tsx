/** The bar of a talk: which beat is shown, what it says, and the ways on for those who have no clicker. */
import { ChevronLeft, ChevronRight, RotateCcw, X } from 'lucide-react'
import { useRunTitle } from '../header/useRunTitle'
import { useFrame, useInterest, useStore } from '../hooks/useApp'
import { useLesson } from '../hooks/useLesson'
import { useText } from '../hooks/useText'
import styles from './BeatBar.module.css'
import { useBeatWords } from './useBeatWords'
import { usePresent, useTalk } from './useTalk'

export function BeatBar() {
  const t = useText()
  const { beats, index } = useTalk()
  const words = useBeatWords(beats[index])
  const written = useStore((state) => state.skin.beats.length > 0)
  const blank = useStore((state) => state.skin.blank)
  const lesson = useLesson()
  return (
    <header className={styles['bar']} aria-label={t('present.label')}>
      {lesson === null && <WatchTracks />}
      <div className={styles['words']}>
        <p className={styles['subject']}>
          <Subject />
        </p>
        {/* A lesson's own page asks and answers; only beats somebody wrote have more to say. */}
        {(lesson === null || written) && (
          <p className={styles['text']} role="status">
            {words}
          </p>
        )}
      </div>
      <div className={styles['side']}>
        <p className={styles['position']}>
          <span className="visually-hidden">{t('present.position', { n: index + 1, of: beats.length })}</span>
          <span aria-hidden="true">
            {index + 1} / {beats.length}
          </span>
        </p>
        <span className={styles['segments']} aria-hidden="true">
          {beats.map((_, at) => (
            <span key={at} data-past={at <= index} />
          ))}
        </span>
        <Ways />
      </div>
      {blank && (
        <div className={styles['blank']} role="status">
          <span className="visually-hidden">{t('present.blanked')}</span>
        </div>
      )}
    </header>
  )
}

const withTracks = { tracks: true } as const

/** The moments of a run are read from its tracks. */
function WatchTracks() {
  useInterest('present', withTracks)
  return null
}

function Subject() {
  const t = useText()
  const lesson = useLesson()
  const claimed = useFrame((frame) => frame.gates.length > 0 && frame.gates.every((gate) => !gate.shut))
  const title = useRunTitle()
  if (lesson === null) return title
  // The name of a lesson gives its outcome away, so it waits for the claim.
  return claimed
    ? t('lesson.named', { number: lesson.number, name: t(`lesson.${lesson.id}.name`) })
    : t('lesson.numbered', { number: lesson.number, of: 12 })
}

function Ways() {
  const t = useText()
  const present = usePresent()
  const ways = [
    { name: 'back', Icon: ChevronLeft, act: present.back },
    { name: 'next', Icon: ChevronRight, act: present.next },
    { name: 'reset', Icon: RotateCcw, act: present.reset },
    { name: 'leave', Icon: X, act: () => present.wear('full') },
  ]
  return (
    <div className={styles['ways']}>
      {ways.map(({ name, Icon, act }) => (
        <button
          key={name}
          type="button"
          className={`button button-quiet ${styles['way'] ?? ''}`}
          aria-label={t(`present.${name}`)}
          title={t(`present.${name}`)}
          onClick={(event) => {
            act()
            // The arrows of the keyboard walk on only while nothing has the focus.
            event.currentTarget.blur()
          }}
        >
          <Icon size={20} aria-hidden="true" />
        </button>
      ))}
    </div>
  )
}
