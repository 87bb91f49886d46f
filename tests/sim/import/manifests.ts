/** Kubernetes manifests for tests: what a set of texts says, and workloads made of a few words. */
import { readKubernetes } from '../../../src/sim/import'

export const sourcesOf = (...texts: readonly string[]) =>
  texts.map((text, at) => ({ name: `f${at}.yaml`, text }))

export function manifestsIn(...texts: readonly string[]) {
  const result = readKubernetes(sourcesOf(...texts))
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result
}

/** A workload with one container, given as YAML in flow style. */
export const workload = (kind: string, spec: string, container = 'name: c, image: i', name = 'w') =>
  `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}}
spec: {${spec}${spec === '' ? '' : ', '}template: {spec: {containers: [{${container}}]}}}
`
