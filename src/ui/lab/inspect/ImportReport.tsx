/** What an import assumed, changed or could not simulate, in words. */
import { useEffect, useState } from 'react'
import type { ImportNote } from '../../../app/files'
import { useText } from '../../hooks/useText'
import { useApp } from '../../hooks/useApp'
import styles from './Inspect.module.css'
import { Terms } from '../../glossary/Terms'

export function ImportReport({ lines }: { readonly lines: readonly string[] }) {
  const t = useText()
  const notes = useNotes(lines)
  if (notes === null || notes.length === 0) return null
  return (
    <section className={`${styles['section'] ?? ''} ${styles['report'] ?? ''}`}>
      <h3>{t('run.report')}</h3>
      <ul>
        {notes.map((note, at) => (
          <li key={at}>
            {typeof note === 'string' ? note : <Terms>{t(`import.note.${note.code}`, note.args)}</Terms>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Notes of an import by code; other lines stay as they were written. Null until the reader of notes is loaded. */
function useNotes(lines: readonly string[]): readonly (ImportNote | string)[] | null {
  const { importer } = useApp()
  const [notes, setNotes] = useState<readonly (ImportNote | string)[] | null>(null)
  useEffect(() => {
    let wanted = true
    void importer().then(({ parseNoteLine }) => {
      if (wanted) setNotes(lines.map((line) => parseNoteLine(line) ?? line))
    })
    return () => {
      wanted = false
    }
  }, [importer, lines])
  return notes
}
