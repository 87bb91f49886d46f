/** Laws of live migration: rounds that shrink or do not, and what is done when they do not. */
import * as v from 'valibot'
import { defineEquation, listOf, numberAbove, objectOf, realNumber, wholeNumber } from '../../core'
import {
  adaptedRate,
  clark,
  encodedBytes,
  networkFaults,
  nextThrottle,
  pageBytes,
  sentShare,
  steadyCourse,
  throttle,
  zeroPageBytes,
} from './course'
import { exactCourse } from './exact'

const most = 1e15
const amount = realNumber(0, most)
const above = numberAbove(0, most)
const percent = realNumber(0, 100)
const rounds = wholeNumber(1, 10000)

/** Six decimals: what a rounded quotient of doubles still is sure of. */
const six = (value: number): number => Math.round(value * 1000000) / 1000000

const perMegabit = 125000

export const migrationEquations = [
  defineEquation({
    id: 'migration.pre-copy',
    tex: 'v_1 = M,\\; v_{i+1} = \\min(\\frac{D\\,v_i}{B},\\,W),\\; downtime = \\frac{v_{n+1}}{B} + t_s',
    input: objectOf({
      memoryMiB: above,
      bandwidthMiBps: above,
      dirtyRateMiBps: amount,
      /** Left out: all memory. */
      writableWorkingSetMiB: v.optional(amount),
      stopThresholdMiB: amount,
      maxPrecopyRounds: rounds,
      switchoverSeconds: amount,
    }),
    output: v.object({
      precopyRounds: v.number(),
      stopReason: v.picklist(['threshold', 'maxRounds']),
      roundMiB: v.array(v.number()),
      precopySeconds: v.number(),
      stopAndCopyMiB: v.number(),
      downtimeSeconds: v.number(),
      totalSeconds: v.number(),
      totalTransferredMiB: v.number(),
    }),
    sources: ['clark2005', 'derived'],
    examples: [
      {
        input: {
          memoryMiB: 3000,
          bandwidthMiBps: 250,
          dirtyRateMiBps: 60,
          writableWorkingSetMiB: 500,
          stopThresholdMiB: 20,
          maxPrecopyRounds: 12,
          switchoverSeconds: 0.03,
        },
        output: {
          precopyRounds: 4,
          stopReason: 'threshold',
          roundMiB: [3000, 500, 120, 28.8],
          precopySeconds: 14.5952,
          stopAndCopyMiB: 6.912,
          downtimeSeconds: 0.057648,
          totalSeconds: 14.652848,
          totalTransferredMiB: 3655.712,
        },
      },
      // As fast written as sent: every round is as long as the first.
      {
        input: {
          memoryMiB: 1024,
          bandwidthMiBps: 128,
          dirtyRateMiBps: 128,
          stopThresholdMiB: 64,
          maxPrecopyRounds: 3,
          switchoverSeconds: 0,
        },
        output: {
          precopyRounds: 3,
          stopReason: 'maxRounds',
          roundMiB: [1024, 1024, 1024],
          precopySeconds: 24,
          stopAndCopyMiB: 1024,
          downtimeSeconds: 8,
          totalSeconds: 32,
          totalTransferredMiB: 4096,
        },
      },
    ],
    evaluate: exactCourse,
  }),
  defineEquation({
    id: 'migration.closed-form',
    tex: 'r = \\frac{D}{B},\\; V_i = M r^i,\\; T = \\frac{M}{B}\\cdot\\frac{1 - r^{n+1}}{1 - r}',
    input: objectOf({
      memoryMiB: above,
      /** Megabytes (10^6) per second, as links are sold. */
      dirtyMBps: amount,
      bandwidthMBps: above,
      workingSetMiB: v.optional(amount),
      thresholdSeconds: amount,
      maxRounds: v.optional(rounds, 30),
      resumeSeconds: v.optional(amount, 0),
    }),
    output: v.object({
      rounds: v.number(),
      roundSeconds: v.array(v.number()),
      lastMB: v.number(),
      downtimeSeconds: v.number(),
      totalSeconds: v.number(),
      sentGiB: v.number(),
    }),
    sources: ['derived', 'qemu-migration'],
    examples: [
      {
        input: { memoryMiB: 8192, dirtyMBps: 300, bandwidthMBps: 1250, thresholdSeconds: 0.3 },
        output: {
          rounds: 3,
          roundSeconds: [6.871948, 1.649267, 0.395824],
          lastMB: 118.747256,
          downtimeSeconds: 0.094998,
          totalSeconds: 9.012037,
          sentGiB: 10.491392,
        },
      },
      {
        input: { memoryMiB: 4096, dirtyMBps: 50, bandwidthMBps: 125, thresholdSeconds: 0.3 },
        output: {
          rounds: 6,
          roundSeconds: [34.359738, 13.743895, 5.497558, 2.199023, 0.879609, 0.351844],
          lastMB: 17.592186,
          downtimeSeconds: 0.140737,
          totalSeconds: 57.172406,
          sentGiB: 6.655744,
        },
      },
    ],
    evaluate: (i) => {
      const bandwidth = i.bandwidthMBps * 1000000
      const course = steadyCourse({
        memory: i.memoryMiB * 1048576,
        dirty: i.dirtyMBps * 1000000,
        bandwidth,
        workingSet: (i.workingSetMiB ?? i.memoryMiB) * 1048576,
        threshold: i.thresholdSeconds,
        maxRounds: i.maxRounds,
      })
      const sent = course.rounds.reduce((sum, bytes) => sum + bytes, course.last)
      return {
        rounds: course.rounds.length,
        roundSeconds: course.rounds.map((bytes) => six(bytes / bandwidth)),
        lastMB: six(course.last / 1000000),
        downtimeSeconds: six(course.last / bandwidth + i.resumeSeconds),
        totalSeconds: six(sent / bandwidth + i.resumeSeconds),
        sentGiB: six(sent / 1073741824),
      }
    },
  }),
  defineEquation({
    id: 'migration.auto-converge',
    tex: 'r(\\theta) = \\frac{D\\,(1 - \\theta)}{B},\\quad \\theta = 0,\\ 0.2,\\ 0.3,\\ \\ldots',
    input: objectOf({ dirtyMBps: amount, bandwidthMBps: above, limitPercent: v.optional(percent, 50) }),
    output: v.object({
      steps: v.array(v.object({ throttlePercent: v.number(), ratio: v.number() })),
      throttlePercent: v.number(),
    }),
    sources: ['qemu-migration'],
    examples: [
      {
        input: { dirtyMBps: 200, bandwidthMBps: 125 },
        output: {
          steps: [
            { throttlePercent: 0, ratio: 1.6 },
            { throttlePercent: 20, ratio: 1.28 },
            { throttlePercent: 30, ratio: 1.12 },
            { throttlePercent: 40, ratio: 0.96 },
            { throttlePercent: 50, ratio: 0.8 },
            { throttlePercent: 60, ratio: 0.64 },
            { throttlePercent: 70, ratio: 0.48 },
          ],
          throttlePercent: 70,
        },
      },
    ],
    evaluate: ({ dirtyMBps, bandwidthMBps, limitPercent }) => {
      const steps: { throttlePercent: number; ratio: number }[] = []
      for (let percent = 0; ; percent = nextThrottle(percent)) {
        const ratio = (dirtyMBps * (100 - percent)) / (100 * bandwidthMBps)
        steps.push({ throttlePercent: percent, ratio: six(ratio) })
        if (ratio * 100 <= limitPercent || percent >= throttle.most)
          return { steps, throttlePercent: percent }
      }
    },
  }),
  defineEquation({
    id: 'migration.xbzrle',
    tex: "V' = V\\,(1 - h\\,(1 - c)),\\quad h = \\min\\left(1, \\frac{cache}{W}\\right)",
    input: objectOf({
      roundMiB: amount,
      cacheMiB: v.optional(amount, 64),
      touchedMiB: amount,
      encodedPercent: v.optional(percent, 10),
    }),
    output: v.object({ sentMiB: v.number(), hitPercent: v.number() }),
    sources: ['qemu-xbzrle', 'assumed'],
    examples: [
      { input: { roundMiB: 100, touchedMiB: 128 }, output: { sentMiB: 55, hitPercent: 50 } },
      // All of it fits into the cache: a tenth is sent.
      { input: { roundMiB: 50, touchedMiB: 50 }, output: { sentMiB: 5, hitPercent: 100 } },
    ],
    evaluate: ({ roundMiB, cacheMiB, touchedMiB, encodedPercent }) => ({
      sentMiB: six(encodedBytes(roundMiB, cacheMiB, touchedMiB, encodedPercent / 100)),
      hitPercent: six(touchedMiB === 0 ? 100 : Math.min(100, (cacheMiB * 100) / touchedMiB)),
    }),
  }),
  defineEquation({
    id: 'migration.post-copy',
    tex: 'downtime = \\frac{S_{cpu}}{B} + t_r,\\quad T = \\frac{M}{B},\\quad faults = \\varphi\\,\\frac{W}{4\\,KiB}',
    input: objectOf({
      memoryMiB: amount,
      workingSetMiB: amount,
      bandwidthMBps: above,
      faultPercent: v.optional(percent, 21),
      faultMicros: v.optional(amount, 300),
      stateMiB: v.optional(amount, 4),
      resumeSeconds: v.optional(amount, 0.03),
    }),
    output: v.object({
      downtimeSeconds: v.number(),
      pullSeconds: v.number(),
      faults: v.number(),
      stallSeconds: v.number(),
      /** Of native speed while pages follow. */
      speed: v.number(),
    }),
    sources: ['hines2009', 'assumed'],
    examples: [
      {
        input: {
          memoryMiB: 1024,
          workingSetMiB: 256,
          bandwidthMBps: 125,
          stateMiB: 0,
          resumeSeconds: 0,
        },
        output: {
          downtimeSeconds: 0,
          pullSeconds: 8.589935,
          faults: 13763,
          stallSeconds: 4.1289,
          speed: 0.675371,
        },
      },
    ],
    evaluate: (i) => {
      const perSecond = i.bandwidthMBps * 1000000
      const pull = (i.memoryMiB * 1048576) / perSecond
      const faults = networkFaults(i.workingSetMiB * 1048576, i.faultPercent * 10)
      const stall = (faults * i.faultMicros) / 1000000
      return {
        downtimeSeconds: six((i.stateMiB * 1048576) / perSecond + i.resumeSeconds),
        pullSeconds: six(pull),
        faults,
        stallSeconds: six(stall),
        speed: six(pull === 0 ? 1 : 1 / (1 + stall / pull)),
      }
    },
  }),
  defineEquation({
    id: 'migration.rate-adaptation',
    tex: 'b_1 = 100,\\quad b_{i+1} = \\max(100,\\, D_i + 50)\\ \\text{Mbit/s},\\ \\text{stop when} > 500',
    input: objectOf({
      /** What was written in each round, Mbit/s. */
      dirtyMbps: listOf(amount, 0, 100),
    }),
    output: v.object({ rateMbps: v.array(v.number()), stops: v.boolean() }),
    sources: ['clark2005'],
    examples: [
      { input: { dirtyMbps: [20, 120, 450] }, output: { rateMbps: [100, 100, 170, 500], stops: false } },
      { input: { dirtyMbps: [300, 451] }, output: { rateMbps: [100, 350], stops: true } },
    ],
    evaluate: ({ dirtyMbps }) => {
      const rateMbps: number[] = [clark.least]
      for (const dirty of dirtyMbps) {
        const next = adaptedRate(dirty * perMegabit)
        if (next === 0) return { rateMbps, stops: true }
        rateMbps.push(six(next / perMegabit))
      }
      return { rateMbps, stops: false }
    },
  }),
  defineEquation({
    id: 'migration.skip-rule',
    tex: 'sent = \\frac{1 - e^{-\\mu T}}{\\mu T}',
    input: objectOf({ writesPerSecond: amount, seconds: amount, pages: v.optional(amount, 1) }),
    output: v.object({ sentPages: v.number(), skippedPages: v.number() }),
    sources: ['clark2005', 'derived'],
    examples: [
      { input: { writesPerSecond: 0, seconds: 9 }, output: { sentPages: 1, skippedPages: 0 } },
      // Written once a round on average: two in five are left to the next.
      {
        input: { writesPerSecond: 0.5, seconds: 2, pages: 1000 },
        output: { sentPages: 632.120559, skippedPages: 367.879441 },
      },
    ],
    evaluate: ({ writesPerSecond, seconds, pages }) => {
      const sent = six(pages * sentShare(writesPerSecond * seconds))
      return { sentPages: sent, skippedPages: six(pages - sent) }
    },
  }),
  defineEquation({
    id: 'migration.zero-scan',
    tex: 't = \\frac{zero}{scan},\\quad bytes = 9 \\cdot \\frac{zero}{4\\,KiB}',
    input: objectOf({ zeroMiB: amount, scanMBps: v.optional(above, 3800) }),
    output: v.object({ seconds: v.number(), sentMB: v.number() }),
    sources: ['opnfv-migration', 'derived'],
    // An idle guest of 8 GiB: 2.27 s were measured.
    examples: [{ input: { zeroMiB: 8192 }, output: { seconds: 2.260509, sentMB: 18.874368 } }],
    evaluate: ({ zeroMiB, scanMBps }) => ({
      seconds: six((zeroMiB * 1048576) / (scanMBps * 1000000)),
      sentMB: six(((zeroMiB * 1048576) / pageBytes) * (zeroPageBytes / 1000000)),
    }),
  }),
]
