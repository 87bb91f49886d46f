/** Pages that the first screen does not need; they are loaded when a reader goes there. */
import { lazy, Suspense, type ComponentProps } from 'react'

const Learn = lazy(() => import('./learn/LearnPage').then((module) => ({ default: module.LearnPage })))
const Models = lazy(() => import('./models/ModelsPage').then((module) => ({ default: module.ModelsPage })))
const Run = lazy(() => import('./run/RunPage').then((module) => ({ default: module.RunPage })))

export function LearnPage() {
  return (
    <Suspense fallback={null}>
      <Learn />
    </Suspense>
  )
}

export function ModelsPage() {
  return (
    <Suspense fallback={null}>
      <Models />
    </Suspense>
  )
}

export function RunPage(props: ComponentProps<typeof Run>) {
  return (
    <Suspense fallback={null}>
      <Run {...props} />
    </Suspense>
  )
}
