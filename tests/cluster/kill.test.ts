import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Command, resultOf, run } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { OPEN_MPI } from './launchers.js'
import { processesOf, ranks } from './ranks.js'

/** Milliseconds within which a job has ended everywhere. */
const SOON = 10_000

const scratch = scratchFolder()
const small = writeSmallDigits(join(scratch, 'digits'), 6000, 200)

function flagsOf(out: string): string[] {
  const size = ['--epochs', '40', '--batch-size', '512', '--hidden', '60', '--optimizer', 'adam']
  const often = ['--checkpoint-every', '20steps', '--threads', '1', '--json', '--quiet']
  return ['train', '--data', small, ...size, ...often, '--out', join(scratch, out)]
}

/** Starts ranks, and waits for their first checkpoint. */
async function started(out: string, count: number): Promise<{ command: Command; pids: number[] }> {
  const command = new Command(flagsOf(out), ranks(OPEN_MPI, count))
  while (!existsSync(join(scratch, out, 'checkpoint.safetensors')) && command.child.exitCode === null) {
    await sleep(20)
  }
  return { command, pids: processesOf(command.child.pid ?? 0) }
}

function lives(pid: number): boolean {
  try {
    // A process that has ended and was not waited for yet does nothing any more.
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

describe.skipIf(OPEN_MPI.missing)(
  `ranks of Open MPI that end early (${OPEN_MPI.missing ?? 'Open MPI'})`,
  () => {
    const whole = OPEN_MPI.missing ? undefined : run(flagsOf('whole')).then(resultOf)

    test.each([
      [0, 'SIGKILL'],
      [1, 'SIGKILL'],
      [1, 'SIGTERM'],
    ] as const)(
      'rank %i by %s: all end soon, and what is left goes on to the same weights',
      async (rank, signal) => {
        const uninterrupted = await whole
        const out = `rank-${rank}-${signal}`
        const { command, pids } = await started(out, 3)
        expect(pids).toHaveLength(3)
        process.kill(pids[rank], signal)
        const began = performance.now()
        const ended = await command.ended
        expect(performance.now() - began).toBeLessThan(SOON)
        expect(ended.stdout).not.toContain('"type":"result"')
        expect(ended.code).not.toBe(0)
        if (signal === 'SIGTERM') {
          expect(ended.code).toBe(143)
          expect(ended.stderr.match(/stopped by SIGTERM in epoch/g)).toHaveLength(1)
        }
        // Those that mpirun has killed last may still be leaving.
        await expect.poll(() => pids.filter(lives), { timeout: SOON }).toEqual([])
        const resumed = await run(
          ['train', '--resume', join(scratch, out), '--json', '--quiet'],
          ranks(OPEN_MPI, 2),
        )
        expect(resumed.code).toBe(0)
        expect(resultOf(resumed).weightsHash).toBe(uninterrupted?.weightsHash)
      },
    )
  },
)
