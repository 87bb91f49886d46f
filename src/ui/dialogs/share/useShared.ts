/** The link to this very moment, made anew whenever the beats that it carries change. */
import { useEffect, useState } from 'react'
import type { Link } from '../../../sim'
import type { Codec } from '../../../app/link'
import { useApp, useStore } from '../../hooks/useApp'

export interface Shared {
  readonly link: Link
  /** The link's text, without '#'. */
  readonly text: string
  readonly codec: Codec
}

/** Null while it is being made. */
export function useShared(): Shared | 'failed' | null {
  const app = useApp()
  const beats = useStore((state) => state.skin.beats)
  const [shared, setShared] = useState<Shared | 'failed' | null>(null)
  useEffect(() => {
    let wanted = true
    app.playback.pause()
    const made = Promise.all([app.shareLink(), app.codec()]).then(([link, codec]) =>
      link === null ? 'failed' : { link, codec, text: codec.encodeLink(link).replace(/^#/, '') },
    )
    made
      .catch(() => 'failed' as const)
      .then(
        (result) => wanted && setShared(result),
        () => undefined,
      )
    return () => {
      wanted = false
    }
  }, [app, beats])
  return shared
}
