/** Sources of catalogue entries, for views that print a number and must not know the catalogue. */
import { knownWrap } from '../catalog'

/** Source of a VMM's memory per guest. */
export function vmmSource(profile: string): string {
  const found = knownWrap(profile)
  return found?.boundary === 'vm' ? found.vmm.base.source : 'assumed'
}
