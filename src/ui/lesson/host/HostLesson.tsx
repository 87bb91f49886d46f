/** A lesson that looks into two hosts: where their memory is, or how they translate addresses. */
import type { Lesson } from '../../../lessons/lesson'
import { LessonLiveRegion } from '../../facts/LiveRegion'
import { LessonPage } from '../LessonPage'
import { HostStage } from './HostStage'

export function HostLesson({ lesson }: { readonly lesson: Lesson }) {
  return (
    <>
      <LessonPage lesson={lesson} stage={<HostStage lesson={lesson} />} />
      <LessonLiveRegion lesson={lesson} />
    </>
  )
}
