/** The columns: beside each other where there is room, else one to a screen, to be swiped or called by name. */
import { useRef, useState } from 'react'
import type { SideView } from '../../sim'
import { useFormats, useText } from '../hooks/useText'
import { useBox } from '../stage'
import { Badge } from './Badge'
import { Column } from './Column'
import styles from './Compare.module.css'
import type { Mode } from './modes'
import { looks, titleOf } from './words'

/** A column needs at least this width, px at 13 px type. */
const narrowest = 240

export function Columns({ sides, mode }: { readonly sides: readonly SideView[]; readonly mode: Mode }) {
  const element = useRef<HTMLDivElement>(null)
  const { width, text } = useBox(element)
  const [first] = sides
  const together = width === 0 || width >= sides.length * narrowest * (text / 13)
  const [shown, setShown] = useState(0)
  const largest = Math.max(1, ...sides.map(({ stack }) => stack?.memoryMiB ?? 0))
  if (first === undefined) return null
  return (
    <>
      {!together && (
        <Calls
          sides={sides}
          shown={shown}
          onCall={(at) => {
            setShown(at)
            if (element.current !== null) element.current.scrollLeft = at * width
          }}
        />
      )}
      <div
        ref={element}
        className={styles['columns']}
        data-together={together}
        data-count={sides.length}
        onScroll={({ currentTarget }) => setShown(Math.round(currentTarget.scrollLeft / Math.max(1, width)))}
      >
        {sides.map((side, at) => (
          <Column
            key={side.branch}
            {...{ side, first, mode }}
            look={looks[at] ?? 'A'}
            share={(side.stack?.memoryMiB ?? largest) / largest}
          />
        ))}
      </div>
    </>
  )
}

interface CallsProps {
  readonly sides: readonly SideView[]
  readonly shown: number
  readonly onCall: (at: number) => void
}

function Calls({ sides, shown, onCall }: CallsProps) {
  const t = useText()
  const formats = useFormats()
  return (
    <div className={styles['calls']} role="group" aria-label={t('compare.columns')}>
      {sides.map((side, at) => (
        <button
          key={side.branch}
          type="button"
          className="button"
          aria-pressed={at === shown}
          onClick={() => onCall(at)}
        >
          <Badge look={looks[at] ?? 'A'} />
          <span className="visually-hidden"> {titleOf(side, t)} </span>
          <strong>{formats.number(side.running)}</strong>
        </button>
      ))}
    </div>
  )
}
