/** The door of the import. It brings a YAML parser with it: load it only when a file has been given. */
export { readCompose, type ComposeOptions, type ComposeResult } from './compose'
export { readDotEnv } from './dot-env'
export { importFiles, type DroppedResult } from './dropped'
export { importEquations } from './equations'
export type { FileReader } from './include'
export { kindOfFiles, type FileKind } from './kind'
export { kubernetesFacts, type KubernetesFacts } from './kubernetes/facts'
export type { SourceText } from './kubernetes/objects'
export { readKubernetes, type KubernetesResult } from './kubernetes/read'
export { kubernetesToScenario } from './kubernetes/to-scenario'
export { planetlabToScenario, type TracesResult } from './planetlab/to-scenario'
export { composeToScenario, type ImportedScenario, type ToScenarioOptions } from './to-scenario'
export {
  noteCodes,
  noteLine,
  parseNoteLine,
  problemCodes,
  type ImportArguments,
  type ImportNote,
  type ImportProblem,
  type NoteCode,
  type ProblemCode,
} from './problems'
export {
  composeFacts,
  type ComposeFacts,
  type ComposeProject,
  type ComposeService,
  type ComposeVolume,
} from './project'
export type { ComposePort } from './port'
