/** The door of the bottleneck bars, shown on the CPU and on the memory stage. */
export { BottleneckBars } from './BottleneckBars'
