/** For what belongs to the first screen and speaks seldom: its sentences are loaded when it first has to speak. */
import { useEffect, useState } from 'react'
import { hasAllTexts, loadAllTexts } from '../../i18n/load'

/** Whether the sentences that the first screen does without are there, or cannot be had. */
export function useAllTexts(): boolean {
  const [ready, setReady] = useState(hasAllTexts)
  useEffect(() => {
    if (ready) return
    void loadAllTexts()
      .catch(() => undefined)
      .then(() => setReady(true))
  }, [ready])
  return ready
}
