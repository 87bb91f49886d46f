/** The latest saved run as a file: what can be rescued when nothing may open. */
import { useEffect, useState } from 'react'
import { downloadText } from '../../app/files'
import type { SavedRun } from '../../app/shelf'
import { useApp } from '../hooks/useApp'
import { useText } from '../hooks/useText'

export function KeptRun() {
  const t = useText()
  const { shelf } = useApp()
  const [latest, setLatest] = useState<SavedRun | null>(null)
  useEffect(() => {
    shelf.list().then(
      ([run]) => setLatest(run ?? null),
      () => undefined,
    )
  }, [shelf])
  if (latest === null) return null
  return (
    <button
      type="button"
      className="button"
      onClick={() => downloadText(`${latest.lesson ?? 'run'}.strata.json`, latest.text)}
    >
      {t('safe.file')}
    </button>
  )
}
