/** The way in: files, the last runs, which were saved by themselves, and links and text codes. */
import { FolderOpen, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useState, type FormEvent } from 'react'
import { downloadText } from '../../app/files'
import { lessonById } from '../../app/lessons'
import { linkTextIn } from '../../app/link'
import type { SavedLine } from '../../app/shelf'
import { useApp } from '../hooks/useApp'
import { useFormats, useText } from '../hooks/useText'
import { Dialog } from './Dialog'
import dialog from './Dialog.module.css'
import styles from './Recent.module.css'

export function RecentDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const { shelf, opening } = useApp()
  const [runs, setRuns] = useState<readonly SavedLine[] | null>(null)
  const list = useCallback(() => {
    shelf.list().then(setRuns, () => setRuns([]))
  }, [shelf])
  useEffect(list, [list])
  const open = async (run: SavedLine) => {
    const text = await shelf.text(run.id)
    // Deleted in another page.
    if (text === null) return list()
    onClose()
    await opening.openSaved(text)
  }
  const save = async (run: SavedLine) => {
    const text = await shelf.text(run.id)
    if (text === null) return list()
    downloadText(`${run.lesson ?? 'run'}.strata.json`, text)
  }
  return (
    <Dialog title={t('recent.title')} description={t('recent.description')} onClose={onClose}>
      <div className={styles['files']}>
        <button type="button" className="button" onClick={() => opening.chooseFiles(onClose)}>
          <FolderOpen size={16} aria-hidden="true" />
          <span>{t('recent.files')}</span>
        </button>
        <p className={styles['summary']}>{t('recent.files-hint')}</p>
      </div>
      {runs !== null && runs.length === 0 && <p>{t('recent.none')}</p>}
      <ul className={styles['runs']}>
        {(runs ?? []).map((run) => (
          <RunLine
            key={run.id}
            run={run}
            onOpen={() => void open(run)}
            onSave={() => void save(run)}
            onRemove={() => void shelf.remove(run.id).then(list)}
          />
        ))}
      </ul>
      <CodeField onClose={onClose} />
    </Dialog>
  )
}

interface RunLineProps {
  readonly run: SavedLine
  readonly onOpen: () => void
  readonly onSave: () => void
  readonly onRemove: () => void
}

function RunLine({ run, onOpen, onSave, onRemove }: RunLineProps) {
  const t = useText()
  const formats = useFormats()
  const title = useTitle(run)
  const { edits, branches } = run
  return (
    <li className={styles['run']}>
      <div className={styles['about']}>
        <p className={styles['title']}>{title}</p>
        <p className={styles['summary']}>
          <SavedAt at={run.savedAt} />
          {' · '}
          {t('recent.summary', { at: formats.clock(run.at), edits, branches })}
        </p>
      </div>
      <button
        type="button"
        className="button"
        aria-label={t('recent.open-title', { title })}
        onClick={onOpen}
      >
        {t('recent.open')}
      </button>
      <button
        type="button"
        className="button"
        aria-label={t('recent.file-title', { title })}
        onClick={onSave}
      >
        {t('recent.file')}
      </button>
      <button
        type="button"
        className="button button-quiet"
        aria-label={t('recent.remove', { title })}
        onClick={onRemove}
      >
        <Trash2 size={16} aria-hidden="true" />
      </button>
    </li>
  )
}

/** The name of a lesson gives its outcome away, so its number stands for it. */
function useTitle({ lesson: id, title }: SavedLine): string {
  const t = useText()
  const { lessons } = useApp()
  const lesson = lessonById(lessons, id)
  if (lesson !== null) return t('lesson.numbered', { number: lesson.number, of: 12 })
  return title === '' ? t('run.untitled') : title
}

function SavedAt({ at }: { readonly at: number }) {
  const time = new Date(at)
  const pad = (part: number) => String(part).padStart(2, '0')
  const day = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`
  return (
    <time dateTime={time.toISOString()}>
      {day} {pad(time.getHours())}:{pad(time.getMinutes())}
    </time>
  )
}

/** Takes what chats leave of a link: the whole of it, or its text code. */
function CodeField({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const { opening } = useApp()
  const [code, setCode] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() === '') return
    onClose()
    void opening.openLinkText(linkTextIn(code))
  }
  return (
    <form className={styles['code']} onSubmit={submit}>
      <label>
        <span className={dialog['label']}>{t('recent.code')}</span>
        <input
          className={styles['code-field']}
          value={code}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <button type="submit" className="button">
        {t('recent.open-code')}
      </button>
    </form>
  )
}
