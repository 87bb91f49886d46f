/** Scheduler: who runs when on one host, CPU by CPU; a microscope beside the fluid model, without columns. */
export {
  schedulers,
  vcpuDoings,
  type ScheduledEntity,
  type ScheduleInput,
  type Scheduler,
  type ScheduleView,
} from './microscope'
export { simulateSchedule } from './simulate'
