/** Marks of one branch: a press goes to the moment and asks why. */
import type { TrackMark } from '../../sim'
import { hasText } from '../../i18n/text'
import type { TrackRow } from '../../viz/tracks'
import { useApp } from '../hooks/useApp'
import { useFormats, useText, type TextFunction } from '../hooks/useText'
import styles from './LabTimeline.module.css'
import { useRoving } from './useRoving'

interface MarksProps {
  readonly row: TrackRow
  readonly marks: readonly TrackMark[]
  readonly to: (at: number) => number
  readonly present: boolean
}

export function Marks({ row, marks, to, present }: MarksProps) {
  const t = useText()
  const formats = useFormats()
  const { lab, playback } = useApp()
  const roving = useRoving(marks.length)
  const press = (mark: TrackMark) => {
    if (!present) playback.switchTo(row.branch)
    playback.seek(mark.at)
    if (mark.fact >= 0) lab.askWhy(mark.fact)
  }
  return (
    <div
      role="toolbar"
      aria-label={t('tracks.marks', { name: row.name })}
      className={styles['marks']}
      onKeyDown={roving.onKeyDown}
      tabIndex={-1}
    >
      {marks.map((mark, at) => {
        const words = t('tracks.mark', {
          what: nameOf(mark, t),
          at: formats.clock(mark.at),
          n: mark.count,
        })
        return (
          <button
            key={`${mark.fact} ${mark.at} ${mark.name}`}
            type="button"
            className={styles['mark']}
            data-tone={mark.tone}
            style={{ left: to(mark.at), top: row.y }}
            tabIndex={at === roving.focused ? 0 : -1}
            aria-label={words}
            title={words}
            onClick={() => press(mark)}
          >
            <Glyph tone={mark.tone} />
          </button>
        )
      })}
    </div>
  )
}

function Glyph({ tone }: { readonly tone: TrackMark['tone'] }) {
  return (
    <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden="true">
      {tone === 'edit' ? <path d="M0,-5L5,4H-5Z" /> : <circle r={tone === 'critical' ? 5.5 : 4} />}
      {tone === 'critical' && <path d="M-2.2,-2.2L2.2,2.2M2.2,-2.2L-2.2,2.2" data-cross="true" />}
    </svg>
  )
}

/** What happened in a word or two, where there are words for it. */
function nameOf({ name, tone }: TrackMark, t: TextFunction): string {
  const key = `${tone === 'edit' ? 'tracks.edit' : 'tracks.fact'}.${name}`
  return hasText(key) ? t(key) : name
}
