/** 3: "A container contains a full operating system." */
import { perform, show, type Experiment } from './experiment'

export const whoseKernel: Experiment = {
  id: 'whose-kernel',
  misconception: 3,
  measures: [
    { id: 'boxKernels', shown: 'count', from: { look: 'memory', host: 'boxes-1', of: 'kernels' } },
    { id: 'guestKernels', shown: 'count', from: { look: 'memory', host: 'guests-1', of: 'kernels' } },
    { id: 'boxMemory', shown: 'mib', from: { look: 'memory', host: 'boxes-1', of: 'taken' } },
    { id: 'guestMemory', shown: 'mib', from: { look: 'memory', host: 'guests-1', of: 'taken' } },
    { id: 'boxes', shown: 'count', from: { look: 'bottlenecks', host: 'boxes-1', of: 'running' } },
    { id: 'guests', shown: 'count', from: { look: 'bottlenecks', host: 'guests-1', of: 'running' } },
  ],
  steps: [
    { id: 'look', actions: [show('bins')] },
    { id: 'guest', actions: [perform('kernel.panic', { kernel: 'guest-vm-1' })] },
    { id: 'host', actions: [perform('kernel.panic', { kernel: 'boxes-1' })] },
  ],
  sources: ['oci-runtime-spec', 'assumed'],
}
