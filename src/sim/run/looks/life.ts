/** The states of one workload, in the words of libvirt, OpenStack, OCI, Docker and the CRI. */
import type { Engine } from '../../core'
import type { LifeView } from '../life-views'

export function lifeOf(_engine: Engine, name: string): LifeView {
  return {
    look: 'life',
    name,
    kind: 'process',
    workload: name,
    libvirt: null,
    nova: null,
    novaTask: null,
    oci: null,
    docker: null,
    cri: null,
    release: '',
    phase: null,
    allowed: [],
  }
}
