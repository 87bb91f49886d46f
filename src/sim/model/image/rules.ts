/** The section `image` of a scenario's rules. */
import * as v from 'valibot'

const whole = (usual: number, least: number, most: number) =>
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most)), usual)

export const rulesSchema = v.strictObject({
  /** True: a host has no image until it has pulled it. False: every host has them all. */
  cold: v.optional(v.boolean(), false),
  /** Layers that one pull downloads at a time: Docker's default. */
  downloads: whole(3, 1, 100),
  /** Pulls of one host at a time: the kubelet's default. */
  pullsAtOnce: whole(1, 1, 100),
  /** What the registry sends to all hosts together, Mbit/s; 0 for no limit. */
  registryMbps: whole(0, 0, 100000000),
  /** How fast one core unpacks layers, MB/s of their unpacked size; assumed. */
  extractMBps: whole(100, 1, 100000),
  /** From asking to having the list of layers; assumed. */
  manifestMillis: whole(500, 0, 60000),
  /** Thousandths of each layer that must be there before a container may start. */
  lazyPermille: whole(1000, 0, 1000),
})
export type Rules = v.InferOutput<typeof rulesSchema>
