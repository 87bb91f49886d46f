/** Pages that the first screen does not need; they are loaded when a reader goes there. */
import { Suspense } from 'react'
import { later } from './later'

const Learn = later(() => import('./learn/LearnPage').then((module) => module.LearnPage))
const Models = later(() => import('./models/ModelsPage').then((module) => module.ModelsPage))
const Lab = later(() => import('./lab/LabPage').then((module) => module.LabPage))
const Bar = later(() => import('./present/BeatBar').then((module) => module.BeatBar))

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
