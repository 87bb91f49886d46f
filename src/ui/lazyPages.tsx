/** Pages that the first screen does not need; they are loaded when a reader goes there. */
import { Suspense } from 'react'
import type { Lesson } from '../lessons/lesson'
import { later } from './later'

const Learn = later(() => import('./learn/LearnPage').then((module) => module.LearnPage))
const Models = later(() => import('./models/ModelsPage').then((module) => module.ModelsPage))
const Textbook = later(() => import('./textbook/TextbookPage').then((module) => module.TextbookPage))
const Validation = later(() => import('./validation/ValidationPage').then((module) => module.ValidationPage))
const Catalogue = later(() => import('./catalogue/CataloguePage').then((module) => module.CataloguePage))
const Lab = later(() => import('./lab/LabPage').then((module) => module.LabPage))
const Hosts = later(() => import('./lesson/host/HostLesson').then((module) => module.HostLesson))
const Safe = later(() => import('./notices/SafeScreen').then((module) => module.SafeScreen))
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

export function TextbookPage() {
  return (
    <Suspense fallback={null}>
      <Textbook />
    </Suspense>
  )
}

export function ValidationPage() {
  return (
    <Suspense fallback={null}>
      <Validation />
    </Suspense>
  )
}

export function CataloguePage() {
  return (
    <Suspense fallback={null}>
      <Catalogue />
    </Suspense>
  )
}

export function SafeScreen() {
  return (
    <Suspense fallback={null}>
      <Safe />
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

/** Lessons that look into one host show what the first screen does without. */
export function HostLesson({ lesson }: { readonly lesson: Lesson }) {
  return (
    <Suspense fallback={null}>
      <Hosts lesson={lesson} />
    </Suspense>
  )
}
