/** What a workload runs in, by shape: a square is a VM, a rounded box a container, both a container in a VM. */
import { useText } from '../hooks/useText'
import type { GroupKind } from './fleet-rows'

export function KindIcon({ kind }: { readonly kind: GroupKind }) {
  const t = useText()
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      role="img"
      aria-label={t(`lab.kind.${kind}`)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      {kind === 'vm' && (
        <>
          <rect x="1.75" y="1.75" width="12.5" height="12.5" />
          <rect x="4.75" y="4.75" width="6.5" height="6.5" />
        </>
      )}
      {kind === 'container-in-vm' && (
        <>
          <rect x="1.75" y="1.75" width="12.5" height="12.5" />
          <rect x="4.5" y="4.5" width="7" height="7" rx="3" />
        </>
      )}
      {kind === 'container' && <rect x="1.75" y="3.75" width="12.5" height="8.5" rx="3.5" />}
      {kind === 'sandbox' && (
        <rect x="1.75" y="3.75" width="12.5" height="8.5" rx="3.5" strokeDasharray="3 2" />
      )}
      {kind === 'process' && <circle cx="8" cy="8" r="5.25" />}
    </svg>
  )
}
