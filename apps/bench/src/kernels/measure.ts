import { type Turns, timeCalls } from '../measure/calls.js'
import type { RegisterLoop } from '../measure/register-loop.js'
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
  turns: Turns,
  loop: RegisterLoop,
): Promise<{ rates: KernelRate[]; peak: number }> {
  const { samples, peaks } = await timeCalls(
    cases.map(({ call }) => call),
    turns,
    loop,
  )
  const peak = median(peaks)
  const rates = cases.map(({ name, size, flops, values }, n) => {
    const call = median(samples[n])
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
