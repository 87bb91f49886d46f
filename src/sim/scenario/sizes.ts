/** Named sizes of workloads, as a scenario means them. */
import { flavourSizes } from '../catalog/ids'
import type { Scenario } from './scenario'

export interface Size {
  readonly id: string
  readonly vcpus: number
  readonly memoryMiB: number
  /** The scenario defines it itself; else it is the catalogue's. */
  readonly own: boolean
}

export function sizeOf({ define }: Scenario, id: string): Size | undefined {
  const own = define?.flavours?.[id]
  const size = own ?? flavourSizes.find((one) => one.id === id)
  return size && { id, vcpus: size.vcpus, memoryMiB: size.memoryMiB, own: own !== undefined }
}
