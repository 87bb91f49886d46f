/** How long things take to start: phases of the catalogue, with what a scenario says of its own, as a plan. */
import { findApp, type HypervisorProfile, type RuntimeProfile } from '../catalog'
import { startPhaseNames, type StartPlan } from '../model/plan'
import type { Scenario } from './scenario'

export function planStart(scenario: Scenario, profile: HypervisorProfile | RuntimeProfile): StartPlan {
  const { start, traits } = profile
  const own = scenario.define?.wraps?.[profile.id]
  const whole = start?.phases.reduce((sum, { millis }) => sum + millis.value, 0) ?? 0
  const stretch = own?.startMillis === undefined || whole === 0 ? 1 : own.startMillis / whole
  const growth = start?.growth
  return {
    phases: (start?.phases ?? []).map(({ name, millis, cpuMillis, diskMiB }) => ({
      phase: startPhaseNames.findIndex((one) => one === name),
      micros: Math.round(millis.value * 1000 * stretch),
      cpuMicros: Math.round((cpuMillis?.value ?? 0) * 1000 * stretch),
      diskKiB: Math.round((diskMiB?.value ?? 0) * 1024),
    })),
    sigmaPermille: Math.round((start?.sigma?.value ?? 0) * 1000),
    parallelMicros: Math.round((start?.parallelMillis?.value ?? 0) * 1000 * stretch),
    growth:
      growth === undefined
        ? null
        : {
            microsAt1000: Math.round(growth.millisAt1000.value * 1000),
            exponentPermille: Math.round(growth.exponent.value * 1000),
          },
    // What a container is made of has layers, and is the workload's own.
    imageKiB:
      profile.boundary === 'vm' ? (own?.imageKiB ?? Math.round((traits?.imageMiB?.value ?? 0) * 1024)) : 0,
  }
}

/** From the entrypoint to the first answer, µs. */
export function appStartOf({ define }: Scenario, app: string): number {
  return Math.round((define?.apps?.[app]?.startMillis ?? findApp(app)?.startMillis?.value ?? 0) * 1000)
}
