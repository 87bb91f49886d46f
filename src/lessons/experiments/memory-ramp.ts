/** 12: "Memory can be overcommitted like CPU." */
import { perform, seek, show, type Action, type Experiment } from './experiment'

const uses = (use: Readonly<Record<string, number>>): Action =>
  perform('group.memory', { group: 'guest', ...use })
const rule = (name: string, value: string | boolean): Action => perform('reclaim.set', { rule: name, value })

export const memoryRamp: Experiment = {
  id: 'memory-ramp',
  misconception: 12,
  measures: [
    { id: 'saved', shown: 'mib', from: { look: 'memory', host: 'host-1', of: 'saved' } },
    { id: 'ballooned', shown: 'mib', from: { look: 'memory', host: 'host-1', of: 'ballooned' } },
    { id: 'compressed', shown: 'mib', from: { look: 'memory', host: 'host-1', of: 'compressed' } },
    { id: 'swapped', shown: 'mib', from: { look: 'memory', host: 'host-1', of: 'swapped' } },
    { id: 'p', shown: 'millis', from: { look: 'bottlenecks', host: 'host-1', of: 'p99' } },
    { id: 'guests', shown: 'count', from: { look: 'bottlenecks', host: 'host-1', of: 'running' } },
  ],
  steps: [
    { id: 'touch', actions: [show('memory'), seek(30), uses({ touchedPercent: 90 }), seek(120)] },
    { id: 'work', actions: [uses({ activePercent: 70 }), seek(180)] },
    { id: 'swap', actions: [rule('balloon', false), seek(240)] },
    { id: 'kill', actions: [rule('swap', 'none'), uses({ activePercent: 95 }), seek(300)] },
  ],
  sources: ['waldspurger2002', 'esxi-min-free', 'linux-oom', 'assumed'],
}
