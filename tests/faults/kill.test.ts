import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { BadInput } from '@antigrad/core'
import { RunFolder, readCheckpoint } from '@antigrad/store'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { numberOf } from './generation.mjs'

const KILLS = process.env.ANTIGRAD_FAULTS === 'full' ? 200 : 12
const SAVE_FOREVER = fileURLToPath(new URL('./save-forever.mjs', import.meta.url))

let folder: string
let child: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-kill-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function validate(bytes: Uint8Array, file: string): void {
  if (numberOf(bytes) === undefined) throw new BadInput(`${file}: expected a whole checkpoint, found another`)
}

/** Saves checkpoints from `first` on in a process of its own, kills it, and resolves to the last one it said was saved. */
async function saveUntilKilled(first: number, wait: () => Promise<unknown>): Promise<number> {
  const started = spawn(process.execPath, [SAVE_FOREVER, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  let said = ''
  let complaint = ''
  started.stdout.on('data', (text) => {
    said += text
  })
  started.stderr.on('data', (text) => {
    complaint += text
  })
  const closed = once(started, 'close')
  await Promise.race([once(started.stdout, 'data'), closed])
  await wait()
  started.kill('SIGKILL')
  await closed
  expect(complaint).toBe('')
  return Number(said.trimEnd().split('\n').at(-1))
}

it(`loses nothing it said was saved, killed ${KILLS} times at random moments of a save`, async () => {
  let saved = 0
  let between = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const said = await saveUntilKilled(saved + 1, () => pause(Math.random() * 40))
    expect(said).toBeGreaterThan(saved)
    const checkpoint = await readCheckpoint(folder, validate)
    const found = checkpoint && numberOf(checkpoint.bytes)
    // The newest file is never the damaged one: it was read back before it got its name.
    expect(checkpoint?.warning).toBe(undefined)
    expect([said, said + 1]).toContain(found)
    if (readdirSync(folder).some((name) => name.endsWith('.tmp'))) between++
    saved = found ?? 0
  }
  process.stderr.write(
    `killed ${KILLS} times, ${between} of them in the middle of a save; the last checkpoint is ${saved}\n`,
  )

  const run = await RunFolder.open(folder, { validate })
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  // The log holds each number in order; one that was killed between checkpoint and log is missing there.
  const numbers = (await run.readLog()).map((entry) => (entry as { number: number }).number)
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  expect(saved - numbers.length).toBeLessThanOrEqual(KILLS)
  await run.close()
}, 600_000)
