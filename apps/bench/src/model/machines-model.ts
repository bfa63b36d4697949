import { DOUBLING_BELOW } from '@antigrad/cluster/sums'
import { blockCount, blockRows } from '@antigrad/core/internal'
import type { MachineNetwork } from './networks.js'
import type { StepModel } from './step-model.js'

/** A doubling of the machines pays where it makes a step so many times as fast. */
const PAYS = 1.25

/** What the model of machines is made of. */
export interface MachinesParts {
  /** Of `slices`: what one machine alone takes. */
  readonly alone: StepModel
  /** Of `buffers`, whose phases are those of a rank: deltas and gradient of its rows, the update of all parameters. */
  readonly parts: StepModel
  /** Of each layer, its parameters. */
  readonly layers: readonly number[]
  /** Of each machine. */
  readonly threads: number
}

/**
 * Seconds of a step on several machines, a rank on each: a rank's own part as it was measured on one machine, and an exchange
 * of which nothing was measured. It is a model, of a power of two of machines.
 */
export class MachinesModel {
  readonly threads: number
  readonly #parts: MachinesParts

  constructor(parts: MachinesParts) {
    this.threads = parts.threads
    this.#parts = parts
  }

  /** Seconds of one step of a minibatch. */
  seconds(batchSize: number, machines: number, network: MachineNetwork): number {
    const { alone, parts, layers, threads } = this.#parts
    if (machines === 1) return alone.seconds({ threads, batchSize })
    const blocks = Math.ceil(blockCount(batchSize) / machines)
    const step = { threads, batchSize: Math.min(batchSize, blocks * blockRows(batchSize)) }
    const own = parts.seconds(step) - parts.phaseSeconds('sum', step)
    const [first, ...others] = layers.map((floats) => exchangeSeconds(floats, machines, network))
    const agreement = Math.log2(machines) * network.latency
    const early = others.reduce((sum, seconds) => sum + seconds, agreement)
    // All but the first layer is exchanged while the gradient of the first is computed.
    const share = layers[0] / layers.reduce((sum, floats) => sum + floats)
    const hidden = Math.min(early, share * parts.phaseSeconds('gradient', step))
    return own + first + early - hidden
  }

  /** Examples per second. */
  throughput(batchSize: number, machines: number, network: MachineNetwork): number {
    return batchSize / this.seconds(batchSize, machines, network)
  }

  /** The machines up to which every doubling pays. */
  paysUpTo(batchSize: number, network: MachineNetwork): number {
    for (let machines = 1; ; machines *= 2) {
      const now = this.throughput(batchSize, machines, network)
      const doubled =
        2 * machines > blockCount(batchSize) ? 0 : this.throughput(batchSize, 2 * machines, network)
      if (doubled < PAYS * now) return machines
    }
  }
}

/** Seconds until all machines, a power of two, have the sum of so many floats of each. */
export function exchangeSeconds(floats: number, machines: number, network: MachineNetwork): number {
  const { bitsPerSecond, latency } = network
  const exchanges = Math.log2(machines)
  const transfer = (32 * floats) / bitsPerSecond
  if (floats < DOUBLING_BELOW) return exchanges * (latency + transfer)
  return 2 * (exchanges * latency + (1 - 1 / machines) * transfer)
}
