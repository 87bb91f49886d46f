/** What the page wears now, as a word that changes with every change of colours or size of type. */
import { useSyncExternalStore } from 'react'
import { useMedia } from '../../hooks/useMedia'

export function useTheme(): string {
  const dark = useMedia('(prefers-color-scheme: dark)')
  const forced = useMedia('(forced-colors: active)')
  const worn = useSyncExternalStore(onChange, wornNow)
  return `${worn} ${dark} ${forced}`
}

function onChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-skin'],
  })
  return () => observer.disconnect()
}

function wornNow(): string {
  const { theme = '', skin = '' } = document.documentElement.dataset
  return `${theme} ${skin}`
}
