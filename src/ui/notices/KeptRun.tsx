/** The latest saved run as a file: what can be rescued when nothing may open. */
import { useEffect, useState } from 'react'
import { downloadText } from '../../app/files'
import type { SavedLine } from '../../app/shelf'
import { useApp } from '../hooks/useApp'
import { useText } from '../hooks/useText'

export function KeptRun() {
  const t = useText()
  const { shelf } = useApp()
  const [latest, setLatest] = useState<SavedLine | null>(null)
  useEffect(() => {
    shelf.list().then(
      ([run]) => setLatest(run ?? null),
      () => undefined,
    )
  }, [shelf])
  if (latest === null) return null
  const save = async () => {
    const text = await shelf.text(latest.id)
    if (text !== null) downloadText(`${latest.lesson ?? 'run'}.strata.json`, text)
  }
  return (
    <button type="button" className="button" onClick={() => void save()}>
      {t('safe.file')}
    </button>
  )
}
