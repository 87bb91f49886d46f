/** A fact as a sentence whose nouns are buttons: each selects what it names in every view. */
import type { NamedFact } from '../../sim'
import { useApp, useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import styles from './WhyPanel.module.css'
import { Terms } from '../glossary/Terms'

// Control characters: no name and no sentence holds them.
const open = '\u0002'
const close = '\u0003'

export function FactSentence({ fact }: { readonly fact: NamedFact }) {
  const t = useText()
  const marked: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(fact.args)) {
    marked[name] = typeof value === 'string' && value !== '' ? `${open}${value}${close}` : value
  }
  const sentence = t(`fact.${fact.name}`, marked)
  const [first = '', ...rest] = sentence.split(open)
  return (
    <>
      <Terms>{first}</Terms>
      {rest.map((part, at) => {
        const [name = '', after = ''] = part.split(close)
        return (
          <span key={at}>
            <Noun name={name} />
            <Terms>{after}</Terms>
          </span>
        )
      })}
    </>
  )
}

export function Noun({ name }: { readonly name: string }) {
  const { lab } = useApp()
  const selected = useStore((state) => state.selection.selected[0] === name)
  return (
    <button
      type="button"
      className={styles['noun']}
      aria-pressed={selected}
      onClick={() => lab.select(selected ? null : name)}
    >
      {name}
    </button>
  )
}
