import { clockCalls } from '../measure/clock.js'
import type { RegisterLoop } from '../measure/register-loop.js'
import { takeTurns } from '../measure/take-turns.js'
import { median } from '../statistics.js'
import type { KernelCase } from './cases.js'

/** What a kernel does in a second, on one core. */
export interface KernelRate {
  readonly name: string
  readonly size: string
  /** Seconds of a call: the median of the rounds. */
  readonly seconds: number
  /** 0 where the kernel only moves values. */
  readonly gflops: number
  /** gflops by the register loop's peak of the same rounds. */
  readonly ofPeak: number
  /** Values written in a nanosecond. */
  readonly valuesPerNanosecond: number
}

/** Measures kernels on this thread, all taking turns of `seconds` each. */
export async function measureKernels(
  cases: readonly KernelCase[],
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
  loop: RegisterLoop,
): Promise<{ rates: KernelRate[]; peak: number }> {
  const turns = cases.map(({ call }) => {
    const samples: number[] = []
    return {
      samples,
      turn: async () => {
        samples.push(clockCalls(call, seconds))
      },
    }
  })
  const peak = median(await takeTurns(turns, { most: rounds }, loop))
  const rates = cases.map(({ name, size, flops, values }, n) => {
    const call = median(turns[n].samples)
    const gflops = flops / call / 1e9
    return {
      name,
      size,
      seconds: call,
      gflops,
      ofPeak: gflops / peak,
      valuesPerNanosecond: values / call / 1e9,
    }
  })
  return { rates, peak }
}
