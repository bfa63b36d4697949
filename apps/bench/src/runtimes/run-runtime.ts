import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dataOf, type Scenario } from '../scenario.js'
import { CHECKOUT } from './checkout.js'
import { RUNTIMES, type Runtime } from './runtime.js'

/** One way to train a scenario: who runs it, with which kernels, on how many threads. */
export interface RuntimeCase {
  readonly runtime: Runtime
  readonly kernels: 'plain' | 'simd' | 'wide'
  readonly threads: number
}

/** What a process reports, or why it reports nothing. */
export type RuntimeRun =
  | { readonly examplesPerSecond: number; readonly hash: string }
  | { readonly failed: string }

const run = promisify(execFile)

/** Longest that a process may take beyond the seconds it trains, in milliseconds. */
const PATIENCE = 300_000

/**
 * Trains a scenario in a process of its own, for an epoch and then so many seconds.
 * @param folder where the task is written for the process to read
 */
export async function runRuntime(
  { runtime, kernels, threads }: RuntimeCase,
  scenario: Scenario,
  seconds: number,
  folder: string,
): Promise<RuntimeRun> {
  const file = join(folder, 'task.json')
  const data = dataOf(scenario)
  writeFileSync(file, JSON.stringify({ ...scenario, data, checkout: CHECKOUT, kernels, threads, seconds }))
  try {
    const args = [...runtime.args, join(RUNTIMES, 'train.mjs'), file]
    const { stdout } = await run(runtime.program, args, { timeout: PATIENCE + seconds * 1000 })
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n') : []
    return { failed: (said.find((line) => /Error/.test(line)) ?? String(error)).trim().slice(0, 160) }
  }
}
