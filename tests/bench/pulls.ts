// A thousand pulls of four layers that begin together: one on each of a thousand hosts, and twenty on each of fifty.
import { createRun, type Run, type Scenario } from '../../src/sim'
import type { Bench } from './bench'
import { samplesOf } from './measure'

const pulls = 1000

/** Sizes differ by image, so that downloads end at different times. */
function dockerfileOf(image: number): string {
  const layers = [75, 125, 50, 12].map(
    (size, at) => `#+ /f${at} ${size * 1000 + image}kB\nRUN step ${image} ${at}`,
  )
  return ['FROM scratch', ...layers].join('\n')
}

function scenarioOf(hosts: number): Scenario {
  const images = Array.from({ length: pulls / hosts }, (_, image) => [
    `image-${image + 1}`,
    { dockerfile: dockerfileOf(image), source: 'assumed' },
  ])
  return {
    format: 1,
    seed: 1,
    horizon: 3600000000,
    define: { images: Object.fromEntries(images) as NonNullable<Scenario['define']>['images'] },
    fleet: [{ name: 'host', count: hosts, machine: 'bench-16', kernel: 'linux' }],
    workloads: [],
    rules: { image: { cold: true, registryMbps: 0 } },
  }
}

/** A run in which all pulls have been asked for. */
function askAll(scenario: Scenario, hosts: number): Run {
  const made = createRun(scenario)
  if ('problem' in made) throw new Error(`cannot be built: ${JSON.stringify(made.problem)}`)
  for (let pull = 0; pull < pulls; pull++) {
    const args = { host: `host-${(pull % hosts) + 1}`, image: `image-${Math.floor(pull / hosts) + 1}` }
    const refusal = made.run.perform({ name: 'image.pull', args })
    if (refusal !== null) throw new Error(`refused: ${refusal.reason}`)
  }
  return made.run
}

function toTheEnd(run: Run): void {
  run.advance(run.end, Infinity)
  const ended = run.facts(0, Infinity).filter(({ name }) => name === 'image.pulled').length
  if (ended !== pulls) throw new Error(`${ended} of ${pulls} pulls have ended well`)
}

export const pullBenches: readonly Bench[] = [1000, 50].map((hosts) => ({
  name: `pulls-1000-on-${hosts}`,
  unit: 'ms',
  budget: 1000,
  bound: 'most',
  measure: (repeats) => {
    const scenario = scenarioOf(hosts)
    return samplesOf(repeats, () => askAll(scenario, hosts), toTheEnd)
  },
}))
