/** The door of the simulator for page, worker, lessons, command line and tests. */
export type { Command, EquationUse, Micros, Refusal, InputError, AnyEquation, Fact } from './core'
export { hashWorld, isInputError } from './core'
export { modelVersion } from './model/version'
export { createRun, type Run, type RunOptions } from './run/run'
export { blends, growth, library, openings } from './scenario/library'
export { comparedWays, overridesFor, type ComparedWay } from './scenario/library/compare'
export { workloadS } from './scenario/library/workload-s'
export { labScenarios } from './scenario/library/names'
export { applyOverrides } from './scenario/override'
export { decodeFile, decodeLink, encodeFile, encodeLink, encodeLinkWithinLimits } from './scenario/codec'
export type { DecodeError, Failed } from './scenario/errors'
export type {
  BranchView,
  Explanation,
  ExplanationStep,
  InspectorField,
  NamedFact,
  RefusedCommand,
  Series,
  SideView,
  StackCopy,
  StackView,
  UnitState,
} from './run/views'
export { unitStates } from './run/views'
export type {
  Counterfactuals,
  OtherWorld,
  SearchProgress,
  Turned,
  WouldChange,
} from './run/counterfactual/types'
export { knobNames } from './run/counterfactual/types'
export type {
  BinsView,
  BinView,
  FindView,
  FleetFrame,
  FleetGroupView,
  FleetTopology,
  Found,
  HostDetail,
  HostState,
  HotView,
  Lens,
  Look,
  LookAnswer,
  MetricLook,
  PoolsView,
  PoolView,
  TableLook,
  TableView,
  TrackMark,
  TrackView,
  WhereView,
} from './run/fleet-views'
export type {
  BottleneckBar,
  BottleneckView,
  ExitsOfGroup,
  ExitsView,
  HostLook,
  Loss,
  MemoryUnitView,
  MemoryView,
  PageState,
  ScheduleLookView,
} from './run/host-views'
export { exitCauses, losses, pageStates } from './run/host-views'
export type {
  ImagesView,
  ImageView,
  LayerRow,
  LayerView,
  LifeView,
  MigrationsView,
  MigrationView,
  PhaseSpan,
  PullRow,
  RoundView,
  Span,
  StartRow,
  StartsView,
} from './run/life-views'
export { schedulers, simulateSchedule, vcpuDoings } from './model/scheduler'
export type { ScheduledEntity, ScheduleInput, Scheduler, ScheduleView } from './model/scheduler'
export { timeOutMillis } from './model/response'
export { mixOverhead, translationOf, walkSteps } from './model/technique'
export type { WalkOptions, WalkStep, WalkView } from './model/technique'
export { planTechnique } from './scenario/nature'
export {
  pageSizeNames,
  startPhaseNames,
  techniqueNames,
  techniquesOfKind,
  type PageSize,
  type Technique,
} from './model/plan'
export { hostStates, lenses, noValue } from './run/fleet-views'
export { limits, scenarioSchema, kinds, policies } from './scenario/scenario'
export type {
  Kind,
  Way,
  Policy,
  Scenario,
  ScenarioInput,
  WorkloadGroup,
  FleetGroup,
  JournalEntry,
  Demand,
} from './scenario/scenario'
export { linkSchema, claimSchema, stages } from './scenario/link'
export type { Beat, BranchData, Claim, Link, Override, Stage } from './scenario/link'
export { standardModel } from './model'
export { evaluateLaw, laws } from './laws'
export { figureKinds, figures, outcomeOf, validationOf } from './validation'
export type { Figure, FigureKind, Outcome } from './validation'
export { audit } from './core'
export { sources, type SourceId } from './catalog'
export { bundles, guests, nativeProfile, wraps } from './catalog'
export type { BundleProfile, Sourced, WrapProfile } from './catalog'
export { catalogueIds, flavourSizes, hypervisorFamilies, runtimeFamilies } from './catalog/ids'
export { complaints, readComplaint } from './core'
export { drawLots, feedback, scheduleJobs, stride, type FeedbackInput, type FeedbackTick } from './model/cpu'
export {
  externalFragmentation,
  fitPolicies,
  holdersAfter,
  internalFragmentation,
  listOrders,
  missCurve,
  partition,
  replacePages,
  replacementPolicies,
  walkLinear,
  walkTwoLevel,
  bytesOfHex,
  type PartitionInput,
  type PartitionStep,
  type ReplacementPolicy,
  type ReplacementStep,
} from './model/memory'
