/** What joins machines. */
export interface MachineNetwork {
  readonly name: string
  readonly bitsPerSecond: number
  /** Seconds from one process to another of a message of some bytes. */
  readonly latency: number
  /** Where its figures are from. */
  readonly source: string
}

/** A message between two processes over TCP of Linux's kernel, whatever the wire: the kernels take most of it. */
const OVER_TCP = {
  latency: 18e-6,
  source: '18 µs by sockperf between two machines with 10 Gbit/s (github.com/F-Stack/f-stack/issues/540)',
}

/** Networks of clusters, at the rate of their standard (IEEE 802.3ae, 802.3by, 802.3bj), which programs come near to. */
export const MACHINE_NETWORKS: readonly MachineNetwork[] = [
  { name: '10 Gbit/s, TCP', bitsPerSecond: 10e9, ...OVER_TCP },
  { name: '25 Gbit/s, TCP', bitsPerSecond: 25e9, ...OVER_TCP },
  {
    name: '100 Gbit/s, past the kernel',
    bitsPerSecond: 100e9,
    latency: 0.8e-6,
    source: '794 ns of TCP by Onload (AMD UG1586, "Latency Test Results")',
  },
]
