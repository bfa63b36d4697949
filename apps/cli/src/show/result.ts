import type { Evaluation } from '@antigrad/core'
import { paintFor } from '../output.js'
import type { FitError } from '../run/fit.js'
import type { KernelsName } from '../run/kernels.js'
import { duration, percent, thousands } from './format.js'

/** What a run came to. */
export interface RunResult {
  readonly evaluation: Evaluation
  /** For regression, instead of the accuracy. */
  readonly fit: readonly FitError[] | undefined
  /** The epoch whose weights were kept, where a run had patience. */
  readonly bestEpoch: number | undefined
  readonly weightsHash: string
  /** Of training, in this command. */
  readonly seconds: number
  readonly examplesPerSecond: number
  readonly threads: number
  /** Where they were asked for. */
  readonly kernels?: KernelsName
  /** How many of them took part, where it was measured. */
  readonly took: readonly number[]
  /** The model's file. */
  readonly model: string
}

/** The result as the last line that `--json` promises. */
export function resultJson(result: RunResult): string {
  const { evaluation, fit, bestEpoch, weightsHash, seconds, threads, kernels, examplesPerSecond, model } =
    result
  return JSON.stringify({
    type: 'result',
    testAccuracy: fit ? null : evaluation.accuracy,
    ...(fit && { testErrors: fit }),
    ...(bestEpoch !== undefined && { bestEpoch }),
    weightsHash,
    seconds,
    threads,
    ...(kernels && { kernels }),
    examplesPerSecond,
    model,
  })
}

/** The result for people. */
export function resultLines(result: RunResult): string[] {
  const { evaluation, fit, bestEpoch, weightsHash, seconds, examplesPerSecond } = result
  const { threads, took, kernels, model } = result
  const { accuracy, correct, examples } = evaluation
  const paint = paintFor(process.stdout)
  return [
    ...(fit
      ? fitLines(fit)
      : [
          `test accuracy  ${paint.bold(percent(accuracy))} (${thousands(correct)} of ${thousands(examples)})`,
        ]),
    ...(bestEpoch === undefined ? [] : [`best epoch     ${bestEpoch}, by its loss in validation`]),
    `trained in     ${duration(seconds)} on ${tookText(took, threads)}`,
    ...(kernels ? [`kernels        ${kernels}`] : []),
    `throughput     ${thousands(examplesPerSecond)} examples/s`,
    `weights        ${weightsHash}`,
    `model          ${model}`,
  ]
}

/** The errors in the units of the table, a column a line. */
export function fitLines(fit: readonly FitError[]): string[] {
  return fit.map(
    ({ name, rmse, largest }) =>
      `test error     ${name}: RMSE ${rmse.toPrecision(4)}, largest ${largest.toPrecision(4)}`,
  )
}

/** `2 threads`; where fewer took part for a while or all the time `1 to 2 threads`, `1 of 2 threads`. */
function tookText(took: readonly number[], threads: number): string {
  const least = Math.min(threads, ...took)
  if (least === threads) return threadsText(threads)
  return `${least} ${took.length > 1 ? 'to' : 'of'} ${threadsText(threads)}`
}

/** `1 thread`, `2 threads`. */
export function threadsText(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`
}
