import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { Command, resultOf, run } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { type Launcher, MPICH, OPEN_MPI } from './launchers.js'
import { processesOf, ranks } from './ranks.js'
import { lives, SOON } from './strike.js'

/** The kills of one launcher take minutes. */
const asked = process.env.ANTIGRAD_FAULTS === 'full' ? undefined : 'with ANTIGRAD_FAULTS=full'

type Signal = 'SIGKILL' | 'SIGSTOP' | 'SIGTERM' | 'SIGINT'

/** Exit codes of the command; of a rank that is killed the launcher says its own. */
const CODES = { SIGSTOP: 5, SIGTERM: 143, SIGINT: 130 } as const

const RANKS = 3

const scratch = scratchFolder()
const small = writeSmallDigits(join(scratch, 'digits'), 6000, 200)

function flagsOf(out: string): string[] {
  const size = ['--epochs', '60', '--batch-size', '512', '--hidden', '60', '--optimizer', 'adam']
  const often = ['--checkpoint-every', '20steps', '--threads', '1', '--json', '--quiet']
  return ['train', '--data', small, ...size, ...often, '--out', join(scratch, out)]
}

/** Starts ranks, and waits for their first checkpoint. */
async function started(launcher: Launcher, out: string): Promise<{ command: Command; pids: number[] }> {
  const command = new Command(flagsOf(out), ranks(launcher, RANKS))
  while (!existsSync(join(scratch, out, 'checkpoint.safetensors')) && command.child.exitCode === null) {
    await sleep(20)
  }
  return { command, pids: processesOf(command.child.pid ?? 0) }
}

/** What is done, to which rank, and how many milliseconds after the first checkpoint. */
type Case = readonly [rank: number, signal: Signal, later: number]

const CASES: readonly Case[] = [0, 1, 2].flatMap((rank) =>
  (['SIGKILL', 'SIGSTOP', 'SIGTERM', 'SIGINT'] as const).flatMap((signal) =>
    [0, 150].map((later) => [rank, signal, later] as const),
  ),
)

function testLauncher(launcher: Launcher): void {
  let uninterrupted: ReturnType<typeof resultOf> | undefined
  beforeAll(async () => {
    uninterrupted = resultOf(await run(flagsOf(`whole ${launcher.name}`)))
  }, 60_000)

  test.each(CASES)(
    'rank %i by %s after %i ms: all end soon, and what is left goes on to the same weights',
    async (rank, signal, later) => {
      const out = `${launcher.name} ${rank} ${signal} ${later}`
      const { command, pids } = await started(launcher, out)
      expect(pids).toHaveLength(RANKS)
      await sleep(later)
      process.kill(pids[rank], signal)
      const began = performance.now()
      const ended = await command.ended
      expect(ended.stdout).not.toContain('"type":"result"')
      if (signal === 'SIGKILL') expect(ended.code).not.toBe(0)
      else expect(ended.code).toBe(CODES[signal])
      if (signal === 'SIGTERM' || signal === 'SIGINT') {
        expect(ended.stderr.match(new RegExp(`stopped by ${signal} `, 'g'))).toHaveLength(1)
      }
      if (signal === 'SIGSTOP') {
        expect(ended.stderr).toMatch(
          new RegExp(
            `^error: (rank \\d: )?rank ${rank} \\(.+\\) has been silent .+ --resume .+ goes on$`,
            'm',
          ),
        )
      }
      // Those that the launcher has killed last may still be leaving.
      await expect.poll(() => pids.filter(lives), { timeout: SOON }).toEqual([])
      expect(performance.now() - began).toBeLessThan(SOON)
      const resumed = await run(
        ['train', '--resume', join(scratch, out), '--json', '--quiet'],
        ranks(launcher, 2),
      )
      expect(resumed.code).toBe(0)
      expect(resultOf(resumed).weightsHash).toBe(uninterrupted?.weightsHash)
    },
  )
}

for (const launcher of [OPEN_MPI, MPICH]) {
  const missing = asked ?? launcher.missing
  describe.skipIf(missing)(`ranks that end early, ${launcher.name} (${missing ?? 'is here'})`, () => {
    testLauncher(launcher)
  })
}
