/** A sentence with its terms, on pages that show it before the glossary is loaded: first plain, then with meanings. */
import { lazy, Suspense } from 'react'
import { loadAllTexts } from '../../i18n/load'

const Loaded = lazy(async () => {
  const [{ Terms }] = await Promise.all([import('./Terms'), loadAllTexts()])
  return { default: Terms }
})

export function TermsLater({ children }: { readonly children: string }) {
  return (
    <Suspense fallback={children}>
      <Loaded>{children}</Loaded>
    </Suspense>
  )
}
