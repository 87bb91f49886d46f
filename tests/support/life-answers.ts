// Answers about life cycles as a run would give them: what starts, which layers lie on a host, who migrates.
import type {
  ImagesView,
  ImageView,
  LayerRow,
  LayerView,
  LifeView,
  MigrationView,
  StartRow,
  StartsView,
} from '../../src/sim'

const second = 1_000_000
const mb = 1024 * 1024

export const vmStart: StartRow = {
  name: 'db-1',
  group: 'db',
  kind: 'vm',
  state: 'starting',
  asked: 2 * second,
  phases: [
    { phase: 'vmm', from: 2 * second, to: 2.3 * second, speedPermille: 1000 },
    { phase: 'firmware', from: 2.3 * second, to: 3.5 * second, speedPermille: 1000 },
    { phase: 'kernel', from: 3.5 * second, to: null, speedPermille: 430 },
  ],
}

export const containerStart: StartRow = {
  name: 'web-1',
  group: 'web',
  kind: 'container',
  state: 'started',
  asked: 1 * second,
  phases: [
    { phase: 'create', from: 1 * second, to: 1.2 * second, speedPermille: 1000 },
    { phase: 'start', from: 1.2 * second, to: 1.4 * second, speedPermille: 1000 },
  ],
}

export function layerRow(digest: string, values: Partial<LayerRow> = {}): LayerRow {
  return {
    digest: `sha256:${digest}`,
    instruction: `RUN ${digest}`,
    compressedBytes: 20 * mb,
    bytes: 50 * mb,
    cached: false,
    download: { from: second, to: 2 * second },
    extract: { from: 2 * second, to: 3 * second },
    ...values,
  }
}

export const starts: StartsView = {
  look: 'starts',
  host: 'host-1',
  timed: true,
  starts: [containerStart, vmStart],
  pulls: [
    {
      image: 'shop',
      state: 'pulling',
      asked: 0.5 * second,
      begun: 0.5 * second,
      ended: null,
      layers: [
        layerRow('base', { cached: true, download: null, extract: null }),
        layerRow('deps'),
        layerRow('code', { download: { from: 2 * second, to: null }, extract: null }),
      ],
    },
  ],
  others: 3,
  ended: 12,
  meanMicros: 1_940_000,
}

export function layerView(digest: string, bytes: number, values: Partial<LayerView> = {}): LayerView {
  return {
    digest: `sha256:${digest}`,
    instruction: `RUN ${digest}`,
    bytes,
    compressedBytes: Math.round(bytes / 2.5),
    ready: true,
    files: [],
    images: 1,
    ...values,
  }
}

const base = layerView('base', 80 * mb, { instruction: 'FROM debian', images: 2 })

function imageOf(name: string, layers: readonly LayerView[], hiddenBytes = 0): ImageView {
  const bytes = layers.reduce((sum, layer) => sum + layer.bytes, 0)
  return {
    name,
    digest: `sha256:${name}`,
    state: 'ready',
    layers,
    containers: 50,
    bytes,
    visibleBytes: bytes - hiddenBytes,
    hiddenBytes,
  }
}

export const images: ImagesView = {
  look: 'images',
  host: 'host-1',
  images: [
    imageOf(
      'shop',
      [
        base,
        layerView('tools', 500 * mb, { files: [{ path: '/opt/big.tar', kib: 500 * 1024, whiteout: false }] }),
        layerView('rm', 0, {
          instruction: 'RUN rm /opt/big.tar',
          files: [{ path: '/opt/big.tar', kib: 0, whiteout: true }],
        }),
      ],
      500 * mb,
    ),
    imageOf('blog', [base, layerView('blog', 40 * mb)]),
  ],
  uniqueBytes: 620 * mb,
  logicalBytes: 700 * mb,
  diskBytes: 100_000 * mb,
}

export const migration: MigrationView = {
  vm: 'db-vm-1',
  workload: 'db-1',
  source: 'host-1',
  target: 'host-2',
  mode: 'pre-copy',
  state: 'completed',
  reason: 'threshold',
  begun: 10 * second,
  ended: 19.012 * second,
  pause: { from: 18.917 * second, to: 19.012 * second },
  memoryMiB: 8192,
  sentMiB: 10741,
  rateMiBps: 1192,
  dirtyMiBps: 286,
  throttlePermille: 0,
  faults: 0,
  rounds: [
    { from: 10 * second, to: 16.872 * second, mib: 8192, dirtiedMiB: 1966, throttlePermille: 0 },
    { from: 16.872 * second, to: 18.521 * second, mib: 1966, dirtiedMiB: 472, throttlePermille: 0 },
    { from: 18.521 * second, to: 18.917 * second, mib: 472, dirtiedMiB: 113, throttlePermille: 0 },
  ],
  uses: {},
}

/** Writes faster than the link takes: no round is shorter than the one before it. */
export const endless: MigrationView = {
  ...migration,
  vm: 'db-vm-2',
  workload: 'db-2',
  state: 'copying',
  reason: 'none',
  begun: 20 * second,
  ended: null,
  pause: null,
  rateMiBps: 119,
  dirtyMiBps: 191,
  rounds: [
    { from: 20 * second, to: 24 * second, mib: 512, dirtiedMiB: 512, throttlePermille: 0 },
    { from: 24 * second, to: 28 * second, mib: 512, dirtiedMiB: 512, throttlePermille: 200 },
    { from: 28 * second, to: null, mib: 300, dirtiedMiB: 300, throttlePermille: 300 },
  ],
}

export const vmLife: LifeView = {
  look: 'life',
  name: 'db-1',
  kind: 'vm',
  workload: 'running',
  libvirt: 'running',
  nova: 'ACTIVE',
  novaTask: null,
  oci: null,
  docker: null,
  cri: null,
  release: '6.8.0-guest',
  phase: null,
  escape: 'guest',
  allowed: ['vm.suspend', 'vm.shutdown', 'vm.destroy', 'vm.snapshot', 'vm.migrate'],
}

export const containerLife: LifeView = {
  ...vmLife,
  name: 'web-1',
  kind: 'container',
  workload: 'paused',
  libvirt: null,
  nova: null,
  oci: 'running',
  docker: 'paused',
  cri: 'CONTAINER_RUNNING',
  release: '6.8.0-host',
  allowed: ['container.resume', 'container.kill'],
}
