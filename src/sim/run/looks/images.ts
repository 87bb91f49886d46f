/** Image layers on one host. */
import type { Engine } from '../../core'
import type { ImagesView } from '../life-views'

export function imagesOf(_engine: Engine, host: string): ImagesView {
  return { look: 'images', host, images: [], uniqueBytes: 0, logicalBytes: 0, diskBytes: 0 }
}
