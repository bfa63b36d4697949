import { simdAvailable, UsageError } from '@antigrad/core'
import { bestKernels, compileKernels, instantiateKernels, type WasmKernels } from '@antigrad/core/internal'

/** Multiplications and additions of a turn: so many registers of four lanes (assembly/multiply-add.ts). */
const FLOPS_A_TURN = { simd: 12 * 4 * 2, wide: 24 * 4 * 2 }
const TURNS = 1_000_000
const TRIES = 3

/**
 * The float32 rate of this machine's core, from a loop in registers, measured where it is asked for: the yardstick
 * that tells a slow day of the machine from a slow program.
 */
export class RegisterLoop {
  readonly #wasm: WasmKernels
  readonly #flops: number

  constructor() {
    if (!simdAvailable())
      throw new UsageError('the register loop takes WebAssembly SIMD, which this engine lacks')
    const name = bestKernels() === 'wide' ? 'wide' : 'simd'
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
    this.#wasm = instantiateKernels(memory, compileKernels(name))
    this.#flops = FLOPS_A_TURN[name]
    // The engine compiles twice; what is measured is the second.
    for (let turn = 0; turn < 5; turn++) this.#wasm.multiplyAdd(TURNS / 10, 0, 1, 0)
  }

  /** GFLOP/s of one core: the best of three short tries. */
  measure(): number {
    let best = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < TRIES; tries++) {
      const began = performance.now()
      this.#wasm.multiplyAdd(TURNS, 0, 1, 0)
      best = Math.min(best, performance.now() - began)
    }
    return (TURNS * this.#flops) / (best * 1e6)
  }
}
