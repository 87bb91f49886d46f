/** What a scenario defines itself: machines, sizes, apps, guests, mixes, images, traces, and numbers of profiles. */
import * as v from 'valibot'
import { accessNames } from '../model/plan'
import { keySchema, limits, percent, textSchema, whole } from './fields'

/** A number somebody wrote into a scenario says where it comes from; 'assumed' is an honest answer. */
const sourceSchema = v.optional(textSchema, 'assumed')

const machineSchema = v.strictObject({
  sockets: whole(1, 64),
  coresPerSocket: whole(1, 512),
  /** 2: simultaneous multithreading; 1 when left out. */
  threadsPerCore: v.optional(whole(1, 2)),
  memoryMiB: whole(64, 67108864),
  /** Kept for the host's own kernel and services. */
  hostReserveMiB: whole(0, 67108864),
  diskGiB: whole(0, 10000000),
  nicMbps: whole(0, 10000000),
  idleWatts: whole(0, 100000),
  peakWatts: whole(0, 100000),
  /** Level of its x86-64 instruction set; 3 when left out. */
  cpuLevel: v.optional(whole(1, 4)),
  source: sourceSchema,
})

const flavourSchema = v.strictObject({
  vcpus: whole(1, 1024),
  /** What the workload itself gets: the application with its libraries, without any guest system around it. */
  memoryMiB: whole(1, 16777216),
  source: sourceSchema,
})
export type FlavourDefinition = v.InferOutput<typeof flavourSchema>

const appSchema = v.strictObject({
  /** Part of the workload's memory that is file-backed libraries: containers of one image share it on a kernel. */
  librariesMiB: whole(0, 1048576),
  /** From its entrypoint to its first answer, ms; what the catalogue says of the app when left out, else none. */
  startMillis: v.optional(whole(0, 3600000)),
  image: v.optional(textSchema),
  source: sourceSchema,
})
export type AppDefinition = v.InferOutput<typeof appSchema>

const guestSchema = v.strictObject({
  /** Kernel and services of a guest system, resident. */
  guestOsMiB: whole(0, 1048576),
  source: sourceSchema,
})

const definitions = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.pipe(v.record(keySchema, schema), v.maxEntries(limits.definitions)))

const traceSchema = v.strictObject({
  /** One recording each: base64url of one byte per sample, 0..100 percent of the workload's vCPUs. */
  series: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.minLength(2),
        v.maxLength(Math.ceil((limits.samplesPerSeries * 4) / 3)),
        v.regex(/^[A-Za-z0-9_-]+$/, 'is not base64url'),
      ),
    ),
    v.minLength(1),
    v.maxLength(limits.seriesPerTrace),
  ),
  source: sourceSchema,
})

const rate = v.optional(whole(0, 100000000))

const mixSchema = v.strictObject({
  kernelPermille: percent(1000),
  syscalls: rate,
  privileged: rate,
  pageTable: rate,
  pageFaults: rate,
  contextSwitches: rate,
  io: rate,
  interrupts: rate,
  ipis: rate,
  walkPermille: percent(1000),
  stallPermille: percent(1000),
  workingSetMiB: v.optional(whole(0, 16777216)),
  access: v.optional(v.picklist(accessNames)),
  emulatedDevice: v.optional(v.boolean()),
  cacheKiloAccesses: rate,
  cacheMissPermille: percent(1000),
  cacheMiB: v.optional(whole(0, 4096)),
  bandwidthMBps: v.optional(whole(0, 1000000)),
  lockPermille: percent(1000),
  crosstalkPpm: percent(1000000),
  requestMicros: v.optional(whole(1, 60000000)),
  source: sourceSchema,
})
export type MixDefinition = v.InferOutput<typeof mixSchema>

/**
 * An image, as a Dockerfile. What its instructions leave behind stands in comments right above them:
 * `#+ /path 500MB` a file that is there afterwards, `#- /path` one that is not.
 */
const imageSchema = v.strictObject({
  dockerfile: v.pipe(v.string(), v.minLength(1), v.maxLength(4000)),
  source: sourceSchema,
})

/** Numbers of a hypervisor or runtime that replace those of the catalogue. */
const wrapNumbersSchema = v.strictObject({
  /** Whole start without image, ms: the phases are stretched alike. */
  startMillis: v.optional(whole(0, 3600000)),
  /** Memory of one instance beyond the workload. */
  memoryKiB: v.optional(whole(0, 67108864)),
  cpuPermille: v.optional(whole(1000, 100000)),
  imageKiB: v.optional(whole(0, 1073741824)),
  source: sourceSchema,
})
export type WrapNumbers = v.InferOutput<typeof wrapNumbersSchema>

export const defineSchema = v.strictObject({
  machines: definitions(machineSchema),
  flavours: definitions(flavourSchema),
  apps: definitions(appSchema),
  /** By id, as `wrap.guest` and the profiles name them; most profiles boot `default`. */
  guests: definitions(guestSchema),
  mixes: definitions(mixSchema),
  images: definitions(imageSchema),
  /** By id of the profile. */
  wraps: definitions(wrapNumbersSchema),
  /** Recorded loads: with many of them a scenario is a file, too long for a link. */
  traces: v.optional(v.pipe(v.record(keySchema, traceSchema), v.maxEntries(limits.traces))),
})
