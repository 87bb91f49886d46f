// The laws of schedulers keep their examples, and say which input is wrong.
import { describe } from 'vitest'
import { laws } from '../../../../src/sim'
import { complainsAbout, hasOutputs, keepsItsExamples } from '../law-cases'

describe('examples', () => {
  for (const id of laws.keys()) if (id.startsWith('scheduler.')) keepsItsExamples(id)
})

describe('accounting', () => {
  hasOutputs('scheduler.credit-accounting', [
    [
      'a domain of one vCPU earns no more than a slice, and the rest goes on',
      { pcpus: 2, domains: [{ weight: 900 }, { weight: 100, vcpus: 4 }] },
      { credits: [300, 300] },
    ],
    [
      'with several vCPUs the weight counts for each of them',
      { pcpus: 4, domains: [{ weight: 256, vcpus: 3 }, { weight: 256 }] },
      { credits: [900, 300] },
    ],
    [
      'a cap binds alone as well',
      { pcpus: 1, domains: [{ weight: 256, capPercent: 20 }] },
      { credits: [60] },
    ],
  ])
})

describe('co-scheduling', () => {
  hasOutputs('scheduler.co-scheduling', [
    ['three take turns', { coScheduling: 'strict', pcpus: 4, gangs: [4, 3, 2] }, { utilisationPercent: 75 }],
    [
      'those that fit run side by side',
      { coScheduling: 'strict', pcpus: 4, gangs: [3, 1] },
      { utilisationPercent: 100 },
    ],
    [
      'too few to fill the CPUs',
      { coScheduling: 'relaxed', pcpus: 8, gangs: [4] },
      { utilisationPercent: 50 },
    ],
  ])
})

describe('wrong input', () => {
  complainsAbout('scheduler.nice-shares', { nice: [0, 1] }, [
    ['nice[1]', { nice: [0, 20] }],
    ['nice', { nice: [] }],
  ])
  complainsAbout('scheduler.cfs-slice', { loadWeights: [1, 2] }, [
    ['loadWeights[0]', { loadWeights: [0, 2] }],
    ['onlineCpus', { onlineCpus: 0 }],
  ])
  complainsAbout('scheduler.eevdf', { loadWeights: [1], sliceMicros: 3000, durationMicros: 1000 }, [
    ['sliceMicros', { sliceMicros: 1 }],
    ['durationMicros', { durationMicros: 10000000 }],
  ])
})
