/** The door of the stage. */
export { EquationCard, type EquationCardProps } from './EquationCard'
export { Figure, type FigureProps } from './Figure'
export { KillSwitch } from './KillSwitch'
export type { StackStageProps, StageCount, StagePanic, StageReason, StageSide } from './props'
export { StackStage } from './StackStage'
export { useBox, type Box } from './useBox'
