/** The beats of a talk: moments added one by one, put in order, and given words. */
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import type { Beat } from '../../../sim'
import { beatNow, longestText, mostBeats, movedBeat, wordedBeat } from '../../../app/beats'
import { useApp, useStore } from '../../hooks/useApp'
import { useFormats, useText } from '../../hooks/useText'
import dialog from '../Dialog.module.css'
import styles from './Share.module.css'

export function BeatsTab({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const { store, frames, present } = useApp()
  const beats = useStore((state) => state.skin.beats)
  const set = (next: readonly Beat[]) => store.change('skin', { beats: next, beat: -1 })
  const full = beats.length >= mostBeats
  return (
    <>
      <p>{t('share.beats.about')}</p>
      {beats.length === 0 && <p className={dialog['privacy']}>{t('share.beats.none')}</p>}
      <ol className={styles['beats']}>
        {beats.map((beat, at) => (
          <BeatLine key={at} at={at} beat={beat} beats={beats} onChange={set} />
        ))}
      </ol>
      <div className={dialog['actions']}>
        <button
          type="button"
          className="button button-primary"
          disabled={full}
          onClick={() => set([...beats, beatNow(store.getState(), frames.current())])}
        >
          {t('share.beats.add')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            onClose()
            void present().then((walk) => walk.wear('present'))
          }}
        >
          {t('share.beats.start')}
        </button>
      </div>
      <p role="status">{full ? t('share.beats.full', { limit: mostBeats }) : ''}</p>
    </>
  )
}

interface BeatLineProps {
  readonly at: number
  readonly beat: Beat
  readonly beats: readonly Beat[]
  readonly onChange: (beats: readonly Beat[]) => void
}

function BeatLine({ at, beat, beats, onChange }: BeatLineProps) {
  const t = useText()
  const formats = useFormats()
  const n = at + 1
  const place = t('share.beats.place', { n, at: formats.clock(beat.at), branch: letterOf(beat.branch ?? 0) })
  return (
    <li className={styles['beat']}>
      <span className={styles['place']}>{place}</span>
      <input
        className={styles['words']}
        value={beat.text ?? ''}
        maxLength={longestText}
        placeholder={t('share.beats.words')}
        aria-label={t('share.beats.words-of', { n })}
        onChange={(event) => onChange(wordedBeat(beats, at, event.target.value))}
      />
      <button
        type="button"
        className={`button button-quiet ${styles['icon'] ?? ''}`}
        aria-label={t('share.beats.up', { n })}
        disabled={at === 0}
        onClick={() => onChange(movedBeat(beats, at, -1))}
      >
        <ArrowUp size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={`button button-quiet ${styles['icon'] ?? ''}`}
        aria-label={t('share.beats.down', { n })}
        disabled={at === beats.length - 1}
        onClick={() => onChange(movedBeat(beats, at, 1))}
      >
        <ArrowDown size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={`button button-quiet ${styles['icon'] ?? ''}`}
        aria-label={t('share.beats.remove', { n })}
        onClick={() => onChange(beats.filter((_, index) => index !== at))}
      >
        <Trash2 size={16} aria-hidden="true" />
      </button>
    </li>
  )
}

/** Branches are called A, B, C and so on everywhere. */
function letterOf(branch: number): string {
  return String.fromCharCode(65 + branch)
}
