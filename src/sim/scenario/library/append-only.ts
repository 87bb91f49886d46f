/**
 * One image, built in three ways: its tools of 500 MB are deleted by the instruction that brought them, by the next
 * one, or never. One host runs a single container of it, the other a hundred.
 */
import type { Scenario, WorkloadGroup } from '../scenario'

const seconds = 1000000

const deletes = 'rm -rf /opt/tools'

const build = (then: readonly string[], also = ''): string =>
  [
    'FROM debian',
    '#+ /opt/tools 500MB',
    '#+ /app/service 30MB',
    // What a comment says comes after what the commands say, so that it says what is gone in the end, too.
    ...(also === '' ? [] : ['#- /opt/tools']),
    `RUN install-tools /opt/tools && make install${also}`,
    ...then,
    'CMD ["/app/service"]',
    '',
  ].join('\n')

/** The three ways, by the name of their image. */
const dockerfiles = {
  same: build([], ` && ${deletes}`),
  next: build([`RUN ${deletes}`]),
  never: build([]),
} as const

function service(name: string, on: string, count: number): WorkloadGroup {
  return {
    name,
    count,
    on,
    kind: 'container',
    flavours: ['nano'],
    app: 'service',
    image: 'next',
    place: { policy: 'spread' },
    demand: { law: 'constant', millicores: 20 },
  }
}

export const appendOnly: Scenario = {
  format: 1,
  seed: 11,
  horizon: 30 * seconds,
  define: {
    images: {
      same: { dockerfile: dockerfiles.same, source: 'assumed' },
      next: { dockerfile: dockerfiles.next, source: 'assumed' },
      never: { dockerfile: dockerfiles.never, source: 'assumed' },
    },
  },
  fleet: [
    { name: 'host-a', count: 1, machine: 'small-8', kernel: 'linux' },
    { name: 'host-b', count: 1, machine: 'small-8', kernel: 'linux' },
  ],
  workloads: [service('one', 'host-a', 1), service('many', 'host-b', 100)],
}
