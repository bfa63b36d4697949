import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Command, type Ended, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()

/** Ends as a signal ends a process, or with its exit code: a shell says the same of both. No word about a bug. */
function expectStopped({ code, signal, stderr }: Ended, by: 'SIGINT' | 'SIGTERM', number: number): void {
  expect(code ?? signal).toBe(code === null ? by : number)
  expect(stderr).not.toMatch(/bug|error|at file:/)
}

test('SIGTERM at any moment of the start: the end, and a folder that can be used', async () => {
  const flags = ['--data', writeSmallDigits(scratch), '--hidden', '24', '--epochs', '100000', '--quiet']
  const out = join(scratch, 'start')
  let code: number | null = null
  // Until it had come so far that it saved a checkpoint.
  for (let wait = 20; code === null; wait += 40) {
    const command = new Command(['train', ...flags, '--out', out])
    await pause(wait)
    command.child.kill('SIGTERM')
    const ended = await command.ended
    expectStopped(ended, 'SIGTERM', 143)
    code = ended.code
  }
  const command = new Command(['train', '--resume', out, '--json', '--quiet'])
  await command.says('"epoch"')
  command.child.kill('SIGTERM')
  expect((await command.ended).code).toBe(143)
}, 60_000)

test('SIGINT while a table is read ends at once', async () => {
  const table = join(scratch, 'long.csv')
  const rows = Array.from({ length: 1_000_000 }, (_, n) => `${n},${n % 3},${n % 2 ? 'odd' : 'even'}\n`)
  writeFileSync(table, `number,rest,kind\n${rows.join('')}`)
  const command = new Command(['train', '--data', table, '--label', 'kind', '--out', join(scratch, 'table')])
  await pause(800)
  const began = performance.now()
  command.child.kill('SIGINT')
  expectStopped(await command.ended, 'SIGINT', 130)
  expect(performance.now() - began).toBeLessThan(1000)
})

test('SIGINT while the result is computed ends at once; --resume says it', async () => {
  // Few examples to train on, many to test with: on one thread it takes seconds.
  const data = writeSmallDigits(scratchFolder(), 100, 40_000)
  const out = join(scratch, 'result')
  const flags = ['train', '--data', data, '--hidden', '4000', '--epochs', '1', '--val-split', '0.2']
  const command = new Command([...flags, '--out', out, '--json', '--quiet'])
  await command.says('"epoch":1,')
  await pause(300)
  const began = performance.now()
  command.child.kill('SIGINT')
  expectStopped(await command.ended, 'SIGINT', 130)
  expect(performance.now() - began).toBeLessThan(1000)
  const ended = await run(['train', '--resume', out, '--json', '--quiet'])
  expect(ended.code).toBe(0)
  expect(resultOf(ended)).toMatchObject({ type: 'result', testAccuracy: expect.any(Number) })
}, 60_000)
