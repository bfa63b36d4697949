import { simdAvailable, UsageError } from '@antigrad/core'
import { instantiateKernels, type WasmKernels } from '@antigrad/core/internal'

/** Multiplications and additions of a turn: twelve registers of four lanes. */
const FLOPS_A_TURN = 12 * 4 * 2
const TURNS = 1_000_000
const TRIES = 3

/**
 * The f32x4 rate of this machine's core, from a loop in registers, measured where it is asked for: the yardstick
 * that tells a slow day of the machine from a slow program.
 */
export class RegisterLoop {
  readonly #wasm: WasmKernels

  constructor() {
    if (!simdAvailable())
      throw new UsageError('the register loop takes WebAssembly SIMD, which this engine lacks')
    this.#wasm = instantiateKernels(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }))
    // The engine compiles twice; what is measured is the second.
    for (let turn = 0; turn < 5; turn++) this.#wasm.multiplyAdd(TURNS / 10, 1, 0)
  }

  /** GFLOP/s of one core: the best of three short tries. */
  measure(): number {
    let best = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < TRIES; tries++) {
      const began = performance.now()
      this.#wasm.multiplyAdd(TURNS, 1, 0)
      best = Math.min(best, performance.now() - began)
    }
    return (TURNS * FLOPS_A_TURN) / (best * 1e6)
  }
}
