/** Laws of the kernel's last resort: whom the OOM killer takes. */
import * as v from 'valibot'
import { defineEquation } from '../../core'

/** A process with this adjustment is never taken. */
export const oomExempt = -1000

/** Badness of a process in pages; the highest is killed. -Infinity for one that is exempt. */
export function oomPoints(
  resident: number,
  swapped: number,
  pageTables: number,
  scoreAdj: number,
  totalPages: number,
): number {
  if (scoreAdj === oomExempt) return -Infinity
  return resident + swapped + pageTables + scoreAdj * Math.floor(totalPages / 1000)
}

/** What the kubelet writes into oom_score_adj of a container. */
export function kubernetesOomAdjust(
  quality: 'guaranteed' | 'burstable' | 'best-effort',
  request: number,
  capacity: number,
): number {
  if (quality === 'guaranteed') return -997
  if (quality === 'best-effort') return 1000
  const adjusted = 1000 - Math.floor((1000 * request) / capacity)
  return Math.min(Math.max(3, adjusted), 999)
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const adjust = v.pipe(v.number(), v.safeInteger(), v.minValue(-1000), v.maxValue(1000))
const gibibyte = 1073741824

export const oomEquations = [
  defineEquation({
    id: 'reclaim.oom-badness',
    tex: 'points = rss + swap + tables + adj \\cdot \\left\\lfloor \\frac{total}{1000} \\right\\rfloor',
    input: v.object({
      residentPages: whole,
      swappedPages: whole,
      pageTablePages: whole,
      scoreAdj: adjust,
      totalPages: whole,
    }),
    output: v.object({ points: v.nullable(v.number()) }),
    sources: ['linux-oom'],
    examples: [
      {
        input: {
          residentPages: 50000,
          swappedPages: 1000,
          pageTablePages: 98,
          scoreAdj: 0,
          totalPages: 4194304,
        },
        output: { points: 51098 },
      },
      {
        input: {
          residentPages: 50000,
          swappedPages: 0,
          pageTablePages: 0,
          scoreAdj: 938,
          totalPages: 4194304,
        },
        output: { points: 3983972 },
      },
      {
        input: {
          residentPages: 50000,
          swappedPages: 0,
          pageTablePages: 0,
          scoreAdj: -1000,
          totalPages: 4194304,
        },
        output: { points: null },
      },
    ],
    evaluate: (i) => {
      const { residentPages, swappedPages, pageTablePages, scoreAdj, totalPages } = i
      const points = oomPoints(residentPages, swappedPages, pageTablePages, scoreAdj, totalPages)
      return { points: points === -Infinity ? null : points }
    },
  }),
  defineEquation({
    id: 'reclaim.oom-adjust',
    tex: 'adj = \\min(\\max(3,\\; 1000 - \\lfloor 1000\\,request / capacity \\rfloor),\\; 999)',
    input: v.object({
      quality: v.picklist(['guaranteed', 'burstable', 'best-effort']),
      requestBytes: whole,
      capacityBytes: v.pipe(whole, v.minValue(1)),
    }),
    output: v.object({ scoreAdj: v.number() }),
    sources: ['kubernetes-oom'],
    examples: [
      {
        input: { quality: 'burstable', requestBytes: gibibyte, capacityBytes: 16 * gibibyte },
        output: { scoreAdj: 938 },
      },
      {
        input: { quality: 'burstable', requestBytes: 8 * gibibyte, capacityBytes: 16 * gibibyte },
        output: { scoreAdj: 500 },
      },
      {
        input: { quality: 'guaranteed', requestBytes: gibibyte, capacityBytes: 16 * gibibyte },
        output: { scoreAdj: -997 },
      },
      {
        input: { quality: 'best-effort', requestBytes: 0, capacityBytes: 16 * gibibyte },
        output: { scoreAdj: 1000 },
      },
    ],
    evaluate: (i) => ({ scoreAdj: kubernetesOomAdjust(i.quality, i.requestBytes, i.capacityBytes) }),
  }),
]
