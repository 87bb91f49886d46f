/** Buttons that copy a text each, and the word on whether it worked. */
import { useState, type ReactNode } from 'react'
import { useText } from '../../hooks/useText'
import styles from '../Dialog.module.css'

export interface Copyable {
  /** Its words are 'share.copy-<what>' and 'share.copied-<what>'. */
  readonly what: 'link' | 'text' | 'address' | 'frame'
  readonly text: string
}

export function CopyButtons({
  copyables,
  children,
}: {
  readonly copyables: readonly Copyable[]
  readonly children?: ReactNode
}) {
  const t = useText()
  const [copied, setCopied] = useState<Copyable['what'] | 'refused' | null>(null)
  return (
    <>
      <div className={styles['actions']}>
        {copyables.map(({ what, text }, at) => (
          <button
            key={what}
            type="button"
            className={at === 0 ? 'button button-primary' : 'button'}
            onClick={() => void copyText(text).then((worked) => setCopied(worked ? what : 'refused'))}
          >
            {t(`share.copy-${what}`)}
          </button>
        ))}
        {children}
      </div>
      <p role="status">{copied === null ? '' : t(`share.copied-${copied}`)}</p>
    </>
  )
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Forbidden in some frames: the reader copies from the field instead.
    return false
  }
}
