/** The mark: three strata. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <rect x="2" y="3" width="7.5" height="4" rx="1" fill="var(--layer-app)" />
      <rect x="10.5" y="3" width="7.5" height="4" rx="1" fill="var(--layer-libraries)" />
      <rect x="2" y="8" width="16" height="4" rx="1" fill="var(--layer-guest)" />
      <rect x="2" y="13" width="16" height="4" rx="1" fill="var(--layer-hardware)" />
    </svg>
  )
}
