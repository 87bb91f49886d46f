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
  erlang1917: {
    title: 'Erlang: Solution of Some Problems … of Significance in Automatic Telephone Exchanges',
    year: 1917,
    kind: 'recalled',
    note: 'The probability of delay (Erlang C), and with it the M/M/c queue; here by the recursion of Erlang B.',
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
  'esxi-min-free': {
    title: 'Several posts on the memory states of ESXi 6: minFree 899 MB for 28 GB and 1 % of the rest',
    kind: 'recalled',
    note: 'The posts agree; thresholds 100, 64, 32 and 16 % of minFree, compression cache 10 % of a VM.',
  },
  'linux-oom': {
    title: 'The Linux kernel source: mm/oom_kill.c (oom_badness)',
    publisher: 'kernel.org',
    kind: 'specification',
  },
  'kubernetes-oom': {
    title: 'Kubernetes: kubelet QoS policy constants of oom_score_adj',
    publisher: 'The Kubernetes Authors',
    kind: 'specification',
    note: 'The documentation says a floor of 2, the constants give 3.',
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
  adams2006: {
    title:
      'Adams, Agesen: A Comparison of Software and Hardware Techniques for x86 Virtualization (ASPLOS ’06), fig. 4',
    publisher: 'ACM',
    year: 2006,
    kind: 'recalled',
    note: 'Cycles as remembered, turned into time at 3 GHz; medium confidence for page faults and page-table writes.',
  },
  agesen2012: {
    title: 'Agesen et al.: Software Techniques for Avoiding Hardware Virtualization Exits (USENIX ATC ’12)',
    publisher: 'USENIX',
    year: 2012,
    kind: 'recalled',
  },
  splitx2011: {
    title: 'Landau et al.: SplitX: Split Guest/Hypervisor Execution on Multi-Core (WIOV ’11)',
    publisher: 'USENIX',
    year: 2011,
    kind: 'measurement',
    note: 'Abstract and introduction: about 2,000 cycles of direct cost for an exit on a Xeon X5570.',
  },
  dall2016: {
    title: 'Dall et al.: ARM Virtualization: Performance and Architectural Implications (ISCA ’16)',
    publisher: 'ACM',
    year: 2016,
    kind: 'recalled',
    note: 'Its x86 figures for KVM, turned into time at 3 GHz.',
  },
  'flattened-page-tables': {
    title: 'Park et al.: flattened page tables and large pages, for native and for virtualized walks',
    kind: 'measurement',
    note: 'Abstract: memory accesses of a walk with page-walk caches, 1.5 native and 4.4 virtualized.',
  },
  'gvisor-notes': {
    title: 'A public design note that quotes measurements of gVisor and of the surface of sandboxes',
    kind: 'recalled',
    note: 'Second hand; the papers it names were not read themselves.',
  },
  'ept-evaluation': {
    title: 'Performance Evaluation of Intel EPT Hardware Assist',
    publisher: 'VMware',
    year: 2009,
    kind: 'vendor',
    note: 'Abstract: up to 48 % faster than shadow paging in benchmarks that stress memory management.',
  },
  'x86-paging': {
    title: 'Intel 64 and IA-32 Architectures Software Developer’s Manual, volume 3: paging and EPT',
    publisher: 'Intel',
    kind: 'recalled',
  },
  'skylake-tlb': {
    title: 'TLB sizes of Skylake-SP: L1D 64 × 4 KiB, L2 1,536 entries for 4 KiB and 2 MiB, 16 for 1 GiB',
    kind: 'recalled',
  },
  'oci-weight-conversion': {
    title: 'Conversion of cpu.shares to cpu.weight in container runtimes: runc, crun, cgroups-rs',
    publisher: 'Open Container Initiative and others',
    kind: 'specification',
    note: 'The straight line of the older versions, and the curve that runc 1.3.2 and crun 1.23 changed to.',
  },
  gunther2007: {
    title: 'Gunther: Guerrilla Capacity Planning, the universal scalability law',
    publisher: 'Springer',
    year: 2007,
    kind: 'recalled',
  },
  'cache-occupancy': {
    title:
      'Chandra et al.: Predicting Inter-Thread Cache Contention on a Chip Multi-Processor Architecture (HPCA ’05)',
    publisher: 'IEEE',
    year: 2005,
    kind: 'recalled',
    note: 'Everybody holds as much as it brings in; that misses fall with the root of the cache is a rule of thumb.',
  },
  ostep: {
    title: 'Arpaci-Dusseau: Operating Systems: Three Easy Pieces',
    publisher: 'Arpaci-Dusseau Books',
    year: 2018,
    address: 'https://pages.cs.wisc.edu/~remzi/OSTEP/',
    kind: 'recalled',
    note: 'Chapters on scheduling, free-space management, paging and replacement; the rules are those of the textbook.',
  },
  ghodsi2011: {
    title: 'Ghodsi et al.: Dominant Resource Fairness (NSDI ’11)',
    publisher: 'USENIX',
    year: 2011,
    kind: 'recalled',
  },
  waldspurger1995: {
    title: 'Waldspurger: Lottery and Stride Scheduling, MIT/LCS/TR-667',
    publisher: 'Massachusetts Institute of Technology',
    year: 1995,
    kind: 'recalled',
  },
  belady1969: {
    title: 'Belady, Nelson, Shedler: An anomaly in space-time characteristics of certain programs (CACM 12)',
    publisher: 'ACM',
    year: 1969,
    kind: 'recalled',
  },
  knuth1973: {
    title: 'Knuth: The Art of Computer Programming, volume 1, section 2.5: Dynamic storage allocation',
    publisher: 'Addison-Wesley',
    year: 1973,
    kind: 'recalled',
  },
  kleinrock1975: {
    title: 'Kleinrock: Queueing Systems, volume 1: Theory',
    publisher: 'Wiley',
    year: 1975,
    kind: 'recalled',
  },
  bhargava2008: {
    title: 'Bhargava et al.: Accelerating Two-Dimensional Page Walks for Virtualized Systems (ASPLOS ’08)',
    publisher: 'ACM',
    year: 2008,
    kind: 'recalled',
    note: 'Quoted by several course notes: 24 references for four levels over four.',
  },
  'docker-seccomp': {
    title: 'Docker documentation: Seccomp security profiles',
    publisher: 'Docker',
    address: 'https://docs.docker.com/engine/security/seccomp/',
    kind: 'vendor',
    note: 'The default profile blocks about 44 of more than 300 system calls.',
  },
  'linux-fair': {
    title: 'Linux kernel: kernel/sched/fair.c and core.c before 6.6 (weights of nice values, CFS)',
    publisher: 'kernel.org',
    kind: 'recalled',
    note: 'The table of weights was read in copies of the source; latency and granularity are as remembered.',
  },
  'linux-eevdf': {
    title:
      'The Linux kernel documentation: EEVDF Scheduler, with excerpts of kernel/sched/fair.c from 6.6 on',
    publisher: 'kernel.org',
    address: 'https://docs.kernel.org/scheduler/sched-eevdf.html',
    kind: 'specification',
    note: 'The bound on the lag of sleepers is as remembered.',
  },
  'xen-credit': {
    title: 'Xen: common/sched/credit.c',
    publisher: 'Xen Project',
    address: 'https://xenbits.xen.org/gitweb/?p=xen.git;a=blob;f=xen/common/sched/credit.c',
    kind: 'specification',
  },
  'esx-cpu-scheduler': {
    title: 'VMware vSphere: The CPU Scheduler in VMware ESX',
    publisher: 'VMware',
    kind: 'recalled',
    note: 'Strict and relaxed co-scheduling; the threshold of 4 ms is quoted by a third party.',
  },
  'kvm-ple': {
    title: 'Linux kernel: KVM, pause-loop exiting (ple_gap, ple_window) in arch/x86/kvm',
    publisher: 'kernel.org',
    kind: 'specification',
  },
} as const satisfies Record<string, Source>

export type SourceId = keyof typeof sources
