/** What the worker loads after its first frame: the whole simulator, and all lessons. */
import { knowLessons } from '../lessons/known'
import { lessons } from '../lessons/library'
import '../sim/complete'

knowLessons(lessons)
