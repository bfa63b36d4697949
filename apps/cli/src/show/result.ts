import type { Evaluation } from '@antigrad/core'
import { paintFor } from '../output.js'
import { duration, percent, thousands } from './format.js'

/** What a run came to. */
export interface RunResult {
  readonly evaluation: Evaluation
  readonly weightsHash: string
  /** Of training, in this command. */
  readonly seconds: number
  readonly examplesPerSecond: number
  readonly threads: number
  /** The model's file. */
  readonly model: string
}

/** The result as the last line that `--json` promises. */
export function resultJson({ evaluation, ...rest }: RunResult): string {
  const { weightsHash, seconds, threads, examplesPerSecond, model } = rest
  const testAccuracy = evaluation.accuracy
  return JSON.stringify({
    type: 'result',
    testAccuracy,
    weightsHash,
    seconds,
    threads,
    examplesPerSecond,
    model,
  })
}

/** The result for people. */
export function resultLines(result: RunResult): string[] {
  const { evaluation, weightsHash, seconds, examplesPerSecond, threads, model } = result
  const { accuracy, correct, examples } = evaluation
  const paint = paintFor(process.stdout)
  return [
    `test accuracy  ${paint.bold(percent(accuracy))} (${thousands(correct)} of ${thousands(examples)})`,
    `trained in     ${duration(seconds)} on ${threadsText(threads)}`,
    `throughput     ${thousands(examplesPerSecond)} examples/s`,
    `weights        ${weightsHash}`,
    `model          ${model}`,
  ]
}

/** `1 thread`, `2 threads`. */
export function threadsText(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`
}
