import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { Command, type Ended, resultOf, run } from '../cli/command.js'
import { KOFFI, type Launcher } from './launchers.js'
import { processesGiven } from './ranks.js'
import { lives, SOON } from './strike.js'

/** Ranks that something is done to. */
export const RANKS = 3

/** How ranks of `antigrad train` are started, on small digits. */
export interface Job {
  readonly launcher: Launcher
  /** Variables of its ranks. */
  readonly env?: NodeJS.ProcessEnv
  /** The folder of the data. */
  readonly data: string
}

/** How ranks ended that something was done to. */
export interface StruckTraining extends Ended {
  /** Until all had ended. */
  readonly milliseconds: number
}

/** The flags of a run of some seconds that saves every few steps. */
export function trainingFlags(data: string, out: string): string[] {
  const size = ['--epochs', '60', '--batch-size', '512', '--hidden', '60', '--optimizer', 'adam']
  const often = ['--checkpoint-every', '20steps', '--threads', '1', '--json', '--quiet']
  return ['train', '--data', data, ...size, ...often, '--out', out]
}

/**
 * Starts ranks, does something to them when they have saved a checkpoint, and expects that all end soon, without a result.
 * @param later milliseconds after the checkpoint
 * @param strike is given the process of each rank
 */
export async function strikeTraining(
  { launcher, env, data }: Job,
  { out, later }: { readonly out: string; readonly later: number },
  strike: (pids: readonly number[]) => void,
): Promise<StruckTraining> {
  const command = new Command(trainingFlags(data, out), surroundings(launcher, RANKS, env))
  while (!existsSync(join(out, 'checkpoint.safetensors')) && command.child.exitCode === null) await sleep(20)
  const pids = processesGiven(out)
  expect(pids).toHaveLength(RANKS)
  await sleep(later)
  strike(pids)
  const began = performance.now()
  const ended = await command.ended
  expect(ended.stdout).not.toContain('"type":"result"')
  // Those that the launcher has killed last may still be leaving.
  await expect.poll(() => pids.filter(lives), { timeout: SOON }).toEqual([])
  const milliseconds = performance.now() - began
  expect(milliseconds).toBeLessThan(SOON)
  return { ...ended, milliseconds }
}

/** The hash of the weights of a run that goes on on two ranks. */
export async function hashOfResumed({ launcher, env }: Job, out: string): Promise<unknown> {
  const resumed = await run(['train', '--resume', out, '--json', '--quiet'], surroundings(launcher, 2, env))
  expect(resumed).toMatchObject({ code: 0 })
  return resultOf(resumed).weightsHash
}

function surroundings(launcher: Launcher, ranks: number, env?: NodeJS.ProcessEnv) {
  return { through: launcher.words(ranks), env: { ...env, NODE_PATH: KOFFI } }
}
