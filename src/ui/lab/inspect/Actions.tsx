/** What can be done to a thing: each button knows why it would be refused, and whom it would stop. */
import { useId, useState, type ReactNode } from 'react'
import type { Command } from '../../../sim'
import { useApp } from '../../hooks/useApp'
import { useText } from '../../hooks/useText'
import controls from '../Controls.module.css'
import { refusalWords } from '../RefusalLine'
import { useRefusal } from '../useAsked'
import { VictimWords } from '../VictimWords'

interface BreakButtonProps {
  readonly command: Command
  readonly icon: ReactNode
  readonly words: string
  /** Whom it would stop is said at all times, not only while it is pointed at. */
  readonly always?: boolean
}

/** A failure: red, and it names its victims before it happens. */
export function BreakButton({ command, icon, words, always = false }: BreakButtonProps) {
  const { lab } = useApp()
  const id = useId()
  const [previewed, setPreviewed] = useState(false)
  const refused = useRefusal(command)
  const shown = always || previewed
  return (
    <div>
      <button
        type="button"
        className={`button button-danger ${controls['wide'] ?? ''}`}
        aria-describedby={id}
        disabled={refused !== null && refused !== undefined}
        onClick={() => void lab.perform(command)}
        onPointerEnter={() => setPreviewed(true)}
        onPointerLeave={() => setPreviewed(false)}
        onFocus={() => setPreviewed(true)}
        onBlur={() => setPreviewed(false)}
      >
        {icon}
        <span>{words}</span>
      </button>
      {shown && refused === null && <VictimWords command={command} id={id} />}
    </div>
  )
}

interface DoButtonProps {
  readonly command: Command
  readonly icon: ReactNode
  readonly words: string
}

/** Something that breaks nothing; where it cannot be done its title says why. */
export function DoButton({ command, icon, words }: DoButtonProps) {
  const t = useText()
  const { lab } = useApp()
  const refusal = useRefusal(command)
  const refused = refusal !== null && refusal !== undefined
  return (
    <button
      type="button"
      className="button"
      aria-disabled={refused}
      title={refused ? refusalWords(t, refusal) : undefined}
      // A refused command is still performed, so that the message says why.
      onClick={() => void lab.perform(command)}
    >
      {icon}
      <span>{words}</span>
    </button>
  )
}
