/** Where each unit is on its way from 'accepted' to 'running', and when it passed each phase. */
import type { TableSpecs } from '../../core'
import { startPhaseNames } from '../plan'

export const startStates = ['idle', 'requested', 'starting', 'started', 'cancelled', 'failed'] as const
export const StartState = {
  idle: 0,
  requested: 1,
  starting: 2,
  started: 3,
  cancelled: 4,
  failed: 5,
} as const

/**
 * How much of its way a start goes: all of it; a VM's boot with its containers made anew; a boot of what is made
 * already; or only the entrypoint of one container.
 */
export const startModes = ['whole', 'boot', 'reboot', 'again'] as const
export const StartMode = { whole: 0, boot: 1, reboot: 2, again: 3 } as const

/** What a step of a start is: each has its own way of taking time. */
export const stepRoles = ['image', 'clone', 'overlay', 'outer', 'pull', 'inner', 'app'] as const
export const StepRole = { image: 0, clone: 1, overlay: 2, outer: 3, pull: 4, inner: 5, app: 6 } as const

const moment = { kind: 'f64', unit: 'µs', empty: -1 } as const

/** Steps of a start: as many columns tell when they ended. */
export const mostSteps = 16

export const startTables = {
  /** One row: the rules of the scenario. */
  startRules: {
    columns: {
      /** 1: starts take their time; 0: every start is immediate, as in the first lessons. */
      timed: { kind: 'u8' },
      /** 1: a VM's disk is a copy-on-write overlay of its image; 0: a full clone. */
      overlay: { kind: 'u8', empty: 1 },
      overlayMicros: { kind: 'f64', unit: 'µs' },
      /** 1: VM images must first be copied to a host, once each. */
      coldImages: { kind: 'u8' },
      diskBytes: { kind: 'f64', unit: 'B/s' },
    },
  },
  /** How VMs of a hypervisor, or containers of a runtime, start; its phases are rows of startPhases. */
  startPlans: {
    columns: {
      /** Index of the profile's name. */
      profile: { kind: 'u32' },
      firstPhase: { kind: 'u32' },
      phaseCount: { kind: 'u8' },
      /** Sum of its phases. */
      micros: { kind: 'f64', unit: 'µs' },
      sigmaPermille: { kind: 'u32', unit: '‰' },
      parallelMicros: { kind: 'f64', unit: 'µs' },
      growthMicros: { kind: 'f64', unit: 'µs' },
      growthPermille: { kind: 'u32', unit: '‰' },
      imageKiB: { kind: 'f64', unit: 'KiB' },
    },
  },
  startPhases: {
    columns: {
      phase: { kind: 'u8', names: startPhaseNames },
      micros: { kind: 'f64', unit: 'µs' },
      cpuMicros: { kind: 'f64', unit: 'µs' },
      diskKiB: { kind: 'f64', unit: 'KiB' },
    },
  },
  /** The last start of a unit that has been started in time; a world where everything starts at once has no rows. */
  starts: {
    columns: {
      unit: { kind: 'i32', empty: -1, refersTo: 'units' },
      /** The one workload of a VM that starts by itself; -1 when the whole unit does. */
      member: { kind: 'i32', empty: -1, refersTo: 'workloads' },
      state: { kind: 'u8', names: startStates },
      mode: { kind: 'u8', names: startModes },
      /** Place in the list of steps; what that step is, and which phase. */
      step: { kind: 'u8' },
      role: { kind: 'u8', names: stepRoles },
      phase: { kind: 'u8', names: startPhaseNames },
      /** Each whole start is this much longer or shorter than its median; 0 until that has been drawn. */
      stretchPpm: { kind: 'u32' },
      /** The fact that it follows from. */
      cause: { kind: 'f64', empty: -1 },
      asked: moment,
      /** 1 while it waits: for bytes, or in a VM that is paused. */
      waits: { kind: 'u8' },
      /** What the present phase uses at full speed. */
      wants: { kind: 'u32', unit: 'millicores' },
      reads: { kind: 'f64', unit: 'B/s' },
      /** Millicores asked for: no more than its vCPUs, and than its share of the disk lets it use. */
      asks: { kind: 'u32', unit: 'millicores' },
      /** Length of the present phase at full speed, and how much of it is done as of `since`. */
      needs: { kind: 'f64', unit: 'µs' },
      done: { kind: 'f64', unit: 'µs' },
      since: moment,
      speedPpm: { kind: 'u32', unit: 'ppm' },
      /** The copy it waits for; -1 for none. */
      copy: { kind: 'i32', empty: -1, refersTo: 'transfers' },
      next: { kind: 'i32', empty: -1, refersTo: 'starts' },
      previous: { kind: 'i32', empty: -1, refersTo: 'starts' },
      /** When each step of the list ended. */
      end0: moment,
      end1: moment,
      end2: moment,
      end3: moment,
      end4: moment,
      end5: moment,
      end6: moment,
      end7: moment,
      end8: moment,
      end9: moment,
      end10: moment,
      end11: moment,
      end12: moment,
      end13: moment,
      end14: moment,
      end15: moment,
    },
  },
  unitStart: {
    along: 'units',
    columns: {
      /** Row of `starts`; -1 for none. */
      row: { kind: 'i32', empty: -1, refersTo: 'starts' },
      /** Starts so far: index of its draws. */
      count: { kind: 'u32' },
      /** 1: its disk is made on this host; 2: its containers are, too. */
      made: { kind: 'u8' },
    },
  },
  /** Row of `starts` of one workload of a VM; -1 for none. */
  workloadStart: {
    along: 'workloads',
    columns: { row: { kind: 'i32', empty: -1, refersTo: 'starts' }, count: { kind: 'u32' } },
  },
  hostStart: {
    along: 'hosts',
    columns: {
      /** Starts on the host that are requested or under way. */
      starting: { kind: 'u32' },
      first: { kind: 'i32', empty: -1, refersTo: 'starts' },
      last: { kind: 'i32', empty: -1, refersTo: 'starts' },
      /** The earliest end of a phase that is planned. */
      timer: { kind: 'f64', empty: -1 },
      due: moment,
      /** Of what the phases want to read, the disk gives this much. */
      diskPpm: { kind: 'u32', unit: 'ppm', empty: 1000000 },
      firstImage: { kind: 'i32', empty: -1, refersTo: 'vmImages' },
    },
  },
  /** An image of VMs on a host: on its way, or there. */
  vmImages: {
    columns: {
      /** Row of startPlans whose VMs boot from it. */
      plan: { kind: 'i32', empty: -1, refersTo: 'startPlans' },
      ready: { kind: 'u8' },
      copy: { kind: 'i32', empty: -1, refersTo: 'transfers' },
      next: { kind: 'i32', empty: -1, refersTo: 'vmImages' },
    },
  },
  groupStart: {
    along: 'workloadGroups',
    columns: {
      /** Rows of startPlans: of the VM around, and of the runtime inside. */
      vm: { kind: 'i32', empty: -1, refersTo: 'startPlans' },
      runtime: { kind: 'i32', empty: -1, refersTo: 'startPlans' },
      appMicros: { kind: 'f64', unit: 'µs' },
      /** Starts that have ended, and their whole time. */
      count: { kind: 'u32' },
      micros: { kind: 'f64', unit: 'µs' },
      latest: { kind: 'f64', unit: 'µs' },
    },
  },
} as const satisfies TableSpecs
