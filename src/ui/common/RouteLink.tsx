/** A link to a page of this site: a true address for new tabs, but followed without loading the page again. */
import type { MouseEvent, ReactNode } from 'react'
import { addressOf, type Route } from '../../app/router'
import { useApp } from '../hooks/useApp'

interface RouteLinkProps {
  readonly to: Route
  readonly className?: string | undefined
  readonly children: ReactNode
}

export function RouteLink({ to, className, children }: RouteLinkProps) {
  const { opening, address } = useApp()
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void opening.go(to)
  }
  return (
    <a href={addressOf(to, address.search())} className={className} onClick={follow}>
      {children}
    </a>
  )
}
