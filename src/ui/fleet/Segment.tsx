/** One of several: arrows go from one to the next, and what has the focus is chosen. */
import { useEffect, useRef, type KeyboardEvent } from 'react'

interface SegmentProps<T extends string> {
  readonly label: string
  readonly choices: readonly { readonly id: T; readonly words: string }[]
  readonly chosen: T
  readonly onChoose: (id: T) => void
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

export function Segment<T extends string>({ label, choices, chosen, onChoose }: SegmentProps<T>) {
  const element = useRef<HTMLDivElement>(null)
  // On a phone the row is scrolled sideways: what is chosen is not left beyond its edge.
  useEffect(() => {
    const now = element.current?.querySelector<HTMLElement>('[aria-checked="true"]')
    if (now !== null && now !== undefined && 'scrollIntoView' in now)
      now.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosen])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = choices.findIndex(({ id }) => id === chosen)
    const next = (at + step + choices.length) % choices.length
    const choice = choices[next]
    if (choice === undefined) return
    onChoose(choice.id)
    element.current?.querySelectorAll<HTMLElement>('[role=radio]')[next]?.focus()
  }
  return (
    <div
      ref={element}
      className="segment"
      role="radiogroup"
      aria-label={label}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {choices.map(({ id, words }) => (
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === chosen}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {words}
        </button>
      ))}
    </div>
  )
}
