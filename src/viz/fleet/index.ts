/** The door of the fleet map: a topology in, places, cameras and colours out. */
export {
  cameraFor,
  closest,
  cutPath,
  depthOf,
  fitAll,
  flight,
  heldInside,
  hostsInSight,
  levelOf,
  pathOfCamera,
  pathToHost,
  steps,
  toMap,
  toScreen,
  zoomedAbout,
} from './camera'
export type { MapCamera, MapLevel, MapPath, Size } from './camera'
export {
  bytesOf,
  emptyByte,
  hatches,
  hottest,
  inkOn,
  isRamp,
  luminance,
  rampColour,
  rampTable,
  summarise,
  tenantStyle,
} from './colours'
export type { Hatch } from './colours'
export { hostBox, layoutFleet, margin, rackBox } from './layout'
export type { FleetLayout } from './layout'
export { nothing, pickAt, rackOf, zoneOfRack } from './pick'
export type { Picked } from './pick'
export { unitArea, unitBox, unitGrid, unitIn } from './units'
export type { UnitGrid } from './units'
