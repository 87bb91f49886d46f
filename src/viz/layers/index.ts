/** The door of the icicle of images. */
export { chainsOf, type Chains } from './chains'
export { hides, type FileCell, type Leader } from './files'
export { layoutIcicle, neighbourOf, type Icicle } from './icicle'
export type { LayerBox } from './types'
