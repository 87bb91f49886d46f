/** A sentence whose terms carry their meaning: a dotted line under each, and a card on hover, focus or touch. */
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useStore } from '../hooks/useApp'
import { useText } from '../hooks/useText'
import styles from './Glossary.module.css'
import { piecesOf, type Term } from './terms'

export function Terms({ children }: { readonly children: string }) {
  const locale = useStore((state) => state.settings.locale)
  return piecesOf(children, locale).map(({ words, term }, at) =>
    term === null ? words : <TermWords key={at} term={term} words={words} />,
  )
}

function TermWords({ term, words }: { readonly term: Term; readonly words: string }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          className={styles['term']}
          onPointerEnter={(event) => event.pointerType === 'mouse' && setOpen(true)}
          onPointerLeave={(event) => event.pointerType === 'mouse' && setOpen(false)}
        >
          {words}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles['card']}
          side="top"
          sideOffset={6}
          collisionPadding={12}
          onOpenAutoFocus={(event) => event.preventDefault()}
        >
          <strong>{term.en[0]}</strong> <span lang="zh-CN">{term['zh-CN']}</span>
          <p>{t(`glossary.term.${term.code}`)}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
