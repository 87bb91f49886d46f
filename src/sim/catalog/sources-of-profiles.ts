/** The bibliography of hypervisors, runtimes and bundles: what they cost, and what of a host they expose. */
import type { Source } from './source'

export const profileSources = {
  'firecracker-specification': {
    title: 'Firecracker: SPECIFICATION.md',
    publisher: 'firecracker-microvm on GitHub',
    address: 'https://github.com/firecracker-microvm/firecracker/blob/main/SPECIFICATION.md',
    kind: 'specification',
    note: 'Bounds that the project tests on every change: at most 5 MiB for the VMM, more than 95 % of bare-metal CPU.',
  },
  nsdi2020: {
    title:
      'Firecracker: Lightweight Virtualization for Serverless Applications (NSDI ’20), raw data of the paper',
    publisher: 'firecracker-microvm/nsdi2020-data on GitHub',
    year: 2020,
    kind: 'measurement',
    note: 'Measured on m5d.metal; overhead is the data mappings of the VMM less the size of the guest (256 MiB).',
  },
  eurosys2021: {
    title: 'Unikraft: Fast, Specialized Unikernels the Easy Way (EuroSys ’21), artifacts of the paper',
    publisher: 'unikraft/eurosys21-artifacts on GitHub',
    year: 2021,
    kind: 'measurement',
  },
  'gvisor-performance': {
    title: 'gVisor: Performance Guide',
    publisher: 'The gVisor Authors',
    address: 'https://gvisor.dev/docs/architecture_guide/performance/',
    kind: 'measurement',
    note: 'Measured on n1-standard-4 with Debian 9 and the ptrace platform.',
  },
  'vsphere-overhead': {
    title: 'vSphere 6.5 and 6.7 Resource Management: sample overhead memory on virtual machines',
    publisher: 'VMware',
    year: 2018,
    kind: 'vendor',
    note: 'A plane fitted to the table: 256 MB, 1 vCPU 20.29 MB; 4096 MB, 1 vCPU 48.64 MB; 256 MB, 2 vCPUs 24.28 MB.',
  },
  'crun-readme': {
    title: 'crun: README, comparison with runc (100 containers one after the other; least memory limit)',
    publisher: 'containers/crun on GitHub',
    address: 'https://github.com/containers/crun/blob/main/README.md',
    kind: 'measurement',
  },
  lightvm2017: {
    title: 'Manco et al.: My VM is Lighter (and Safer) than your Container (SOSP ’17)',
    publisher: 'ACM',
    year: 2017,
    kind: 'measurement',
    note: 'Abstract and project page: 2.3 ms for a no-op unikernel, about 1 ms for fork and exec.',
  },
  'lightvm-figures': {
    title: 'Manco et al.: My VM is Lighter (and Safer) than your Container (SOSP ’17), figures 4, 10 and 14',
    publisher: 'ACM',
    year: 2017,
    kind: 'recalled',
    note: 'Read off as remembered; the figures themselves were not at hand.',
  },
  agache2020: {
    title: 'Agache et al.: Firecracker: Lightweight Virtualization for Serverless Applications (NSDI ’20)',
    publisher: 'USENIX',
    year: 2020,
    kind: 'recalled',
    note: 'QEMU above 1.4 million lines and up to 270 system calls, KVM 120,000 and Firecracker 50,000 lines.',
  },
  young2019: {
    title: 'Young et al.: The True Cost of Containing: A gVisor Case Study (HotCloud ’19)',
    publisher: 'USENIX',
    year: 2019,
    kind: 'recalled',
  },
  'kata-deploy': {
    title: 'Kata Containers: kata-deploy, overhead of its RuntimeClasses (160 MiB, 250 m)',
    publisher: 'kata-containers on GitHub',
    kind: 'vendor',
    note: 'AKS pod sandboxing declares 600 MiB: 512 for the VM and 88 on the host.',
  },
  'kubernetes-pod-overhead': {
    title: 'Kubernetes documentation: Pod Overhead (example of Kata with Firecracker: 120 MiB, 250 m)',
    publisher: 'The Kubernetes Authors',
    address: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-overhead/',
    kind: 'specification',
  },
  'hyper-v-memory': {
    title: 'Guidance on Hyper-V: 32 MB for the first GB of a virtual machine, 8 MB for each further one',
    publisher: 'Microsoft',
    kind: 'recalled',
  },
  'xen-size': {
    title: 'Size of Xen: about 300,000 lines and 40 hypercalls, beside the kernel of dom0',
    kind: 'recalled',
  },
  wasi: {
    title: 'WebAssembly System Interface, preview 1: 45 functions',
    publisher: 'WebAssembly Community Group',
    kind: 'recalled',
  },
  jangda2019: {
    title:
      'Jangda et al.: Not So Fast: Analyzing the Performance of WebAssembly vs. Native Code (USENIX ATC ’19)',
    publisher: 'USENIX',
    year: 2019,
    kind: 'recalled',
    note: 'SPEC CPU in two browsers: 1.45 and 1.55 times the native time on average.',
  },
} as const satisfies Record<string, Source>
