/** The door of the import. It brings a YAML parser with it: load it only when a file has been given. */
export { readCompose, type ComposeOptions, type ComposeResult } from './compose'
export { importEquations } from './equations'
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
