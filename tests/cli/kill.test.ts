import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '@antigrad/core'
import { beforeAll, expect, test } from 'vitest'
import { Command, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const KILLS = process.env.ANTIGRAD_FAULTS === 'full' ? 200 : 5

const scratch = scratchFolder()
const flags = ['--data', writeSmallDigits(scratch), '--hidden', '24', '--epochs', '200']
const often = ['--checkpoint-every', '20steps', '--json', '--quiet']

let expected: unknown
/** Milliseconds that a whole run takes here. */
let whole = 0

beforeAll(async () => {
  const began = performance.now()
  expected = resultOf(await run(['train', ...flags, ...often, '--out', join(scratch, 'whole')])).weightsHash
  whole = performance.now() - began
}, 60_000)

test(
  `kill -9 at ${KILLS} random moments: resumed to the end, always the same weights`,
  async () => {
    const random = createRandom(Number(process.env.ANTIGRAD_SEED ?? Date.now() % 2 ** 31), 0)
    let kills = 0
    let finished = 0
    while (kills < KILLS) {
      const folder = join(scratch, `run-${finished}`)
      for (;;) {
        const begun =
          existsSync(join(folder, 'config.json')) || existsSync(join(folder, 'checkpoint.safetensors'))
        const how = begun ? ['--resume', folder] : [...flags, '--out', folder]
        const threads = String(1 + random.integer(4))
        const command = new Command(['train', ...how, ...often, '--threads', threads])
        const timer = setTimeout(() => command.child.kill('SIGKILL'), random.uniform() * 0.8 * whole)
        const ended = await command.ended
        clearTimeout(timer)
        if (ended.signal === 'SIGKILL') {
          kills++
          continue
        }
        expect(ended).toMatchObject({ code: 0 })
        expect(resultOf(ended).weightsHash).toBe(expected)
        finished++
        break
      }
    }
  },
  KILLS * 60_000,
)
