/** The bibliography: where the numbers of the catalogue and the laws of the models come from. */

/**
 * What kind of evidence a source is. 'recalled' is a published figure that was quoted from memory or by a third
 * party, without the original at hand; 'assumption' is a default chosen for this simulator, never measured.
 */
export type SourceKind = 'specification' | 'measurement' | 'vendor' | 'recalled' | 'assumption'

export interface Source {
  readonly title: string
  readonly publisher?: string
  readonly year?: number
  readonly address?: string
  readonly kind: SourceKind
  /** How the source was read, and what to keep in mind; bibliographic, therefore in one language. */
  readonly note?: string
}

export const sources = {
  assumed: {
    title: 'Chosen for this simulator; no publication stands behind it',
    kind: 'assumption',
  },
  derived: {
    title: 'Arithmetic on the numbers shown beside it',
    kind: 'specification',
  },
  'vsphere-resource-management': {
    title: 'vSphere Resource Management: shares, reservations and limits',
    publisher: 'VMware',
    kind: 'recalled',
    note: 'The division itself is weighted max-min sharing; the words are VMware’s.',
  },
  'experiment-workload': {
    title:
      'Synthetic workload for comparing simulators: hosts of 16 cores, 10 VMs each, 100 W idle to 250 W full',
    kind: 'specification',
    note: 'Defined for this project; the numbers are part of the experiment, not a claim about a product.',
  },
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
  felter2014: {
    title:
      'Felter et al.: An Updated Performance Comparison of Virtual Machines and Linux Containers, IBM RC25482',
    publisher: 'IBM Research',
    year: 2014,
    kind: 'recalled',
    note: 'Quoted by a third party, not read itself. Linpack: native 290.8, KVM 241.3, tuned KVM 284.2 GFLOPS.',
  },
  xen2003: {
    title: 'Barham et al.: Xen and the Art of Virtualization (SOSP ’03)',
    publisher: 'ACM',
    year: 2003,
    kind: 'recalled',
    note: 'Relative scores as remembered: SPEC INT 1.00, Linux build 0.97, OSDB-IR 0.92.',
  },
  waldspurger2002: {
    title: 'Waldspurger: Memory Resource Management in VMware ESX Server (OSDI ’02)',
    publisher: 'USENIX',
    year: 2002,
    kind: 'recalled',
  },
  clark2005: {
    title: 'Clark et al.: Live Migration of Virtual Machines (NSDI ’05)',
    publisher: 'USENIX',
    year: 2005,
    kind: 'recalled',
  },
  'bertsekas-gallager': {
    title: 'Bertsekas, Gallager: Data Networks, 2nd edition, §6.5 (max-min fair sharing)',
    publisher: 'Prentice Hall',
    year: 1992,
    kind: 'recalled',
  },
  fan2007: {
    title: 'Fan, Weber, Barroso: Power Provisioning for a Warehouse-sized Computer (ISCA ’07)',
    publisher: 'ACM',
    year: 2007,
    kind: 'recalled',
    note: 'Of the two models of power by CPU load that it compares, the linear one.',
  },
  'linux-cfs-bandwidth': {
    title: 'The Linux kernel documentation: CFS Bandwidth Control',
    publisher: 'kernel.org',
    address: 'https://docs.kernel.org/scheduler/sched-bwc.html',
    kind: 'specification',
  },
  'linux-cgroup-v2': {
    title: 'The Linux kernel documentation: Control Group v2',
    publisher: 'kernel.org',
    address: 'https://docs.kernel.org/admin-guide/cgroup-v2.html',
    kind: 'specification',
  },
  'linux-ksm': {
    title: 'The Linux kernel documentation: Kernel Samepage Merging',
    publisher: 'kernel.org',
    address: 'https://docs.kernel.org/admin-guide/mm/ksm.html',
    kind: 'specification',
  },
  'kubernetes-resources': {
    title: 'Kubernetes documentation: Resource Management for Pods and Containers',
    publisher: 'The Kubernetes Authors',
    address: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    kind: 'specification',
  },
  'kubernetes-resource-quantity': {
    title: 'Kubernetes documentation: Quantity',
    publisher: 'The Kubernetes Authors',
    address: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
    kind: 'specification',
  },
  'kubernetes-hpa': {
    title: 'Kubernetes documentation: Horizontal Pod Autoscaling',
    publisher: 'The Kubernetes Authors',
    address: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
    kind: 'specification',
  },
  'compose-specification': {
    title: 'Compose Specification',
    publisher: 'compose-spec on GitHub',
    address: 'https://github.com/compose-spec/compose-spec/blob/main/spec.md',
    kind: 'specification',
  },
  'oci-runtime-spec': {
    title: 'Open Container Initiative: Runtime Specification',
    publisher: 'Open Container Initiative',
    address: 'https://github.com/opencontainers/runtime-spec',
    kind: 'specification',
  },
} as const satisfies Record<string, Source>

export type SourceId = keyof typeof sources
