/** Pages that the first screen does not need; they are loaded when a reader goes there. */
import { lazy, Suspense } from 'react'

const Learn = lazy(() => import('./learn/LearnPage').then((module) => ({ default: module.LearnPage })))
const Models = lazy(() => import('./models/ModelsPage').then((module) => ({ default: module.ModelsPage })))
const Lab = lazy(() => import('./lab/LabPage').then((module) => ({ default: module.LabPage })))
const Bar = lazy(() => import('./present/BeatBar').then((module) => ({ default: module.BeatBar })))

export function BeatBar() {
  return (
    <Suspense fallback={null}>
      <Bar />
    </Suspense>
  )
}

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

export function LabPage() {
  return (
    <Suspense fallback={null}>
      <Lab />
    </Suspense>
  )
}
