import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '@antigrad/core'
import { beforeAll, expect, test } from 'vitest'
import { Command, type Ended, resultOf } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const KILLS = process.env.ANTIGRAD_FAULTS === 'full' ? 50 : 4
/** Starts after which the test ends, though on an idle machine runs end before they are killed. */
const MOST_STARTS = 10 * KILLS

const scratch = scratchFolder()
const data = ['--data', writeSmallDigits(scratch, 2000), '--hidden', '24', '--batch-size', '8']
const recipe =
  '--recipe modern --optimizer adamw --dropout 0.2 --input-dropout 0.1 --ema 0.99 --augment shift,rotate --schedule cosine --label-smoothing 0.1 --clip-norm 5'
const flags = [...data, '--epochs', '6', ...recipe.split(' ')]
const often = ['--checkpoint-every', '20steps', '--json', '--quiet']

let expected: ReturnType<typeof outcomeOf>
/** Milliseconds after which a run is killed at the latest. */
let longest = 0

beforeAll(async () => {
  const began = performance.now()
  const ended = await new Command(['train', ...flags, ...often, '--out', join(scratch, 'whole')]).ended
  longest = performance.now() - began
  expect(ended).toMatchObject({ code: 0 })
  expected = outcomeOf(ended, 'whole')
}, 60_000)

test(
  `kill -9 at ${KILLS} random moments of a modern recipe: the same weights, average and model`,
  async () => {
    const random = createRandom(Number(process.env.ANTIGRAD_SEED ?? Date.now() % 2 ** 31), 0)
    let kills = 0
    let threads = 1
    let finished = 0
    for (let starts = 0; starts < MOST_STARTS && (kills < KILLS || finished === 0); finished++) {
      const name = `run-${finished}`
      const folder = join(scratch, name)
      let begun = false
      for (;;) {
        const how = begun ? ['--resume', folder] : [...flags, '--out', folder]
        threads = (threads % 3) + 1
        const command = new Command(['train', ...how, ...often, '--threads', String(threads)])
        // After its first epoch, when it has a state to resume from.
        await command.says('"epoch"')
        begun = true
        starts++
        const timer =
          kills < KILLS
            ? setTimeout(() => command.child.kill('SIGKILL'), random.uniform() * longest * 0.5)
            : undefined
        const ended = await command.ended
        clearTimeout(timer)
        if (ended.signal === 'SIGKILL') {
          kills++
          continue
        }
        expect(ended).toMatchObject({ code: 0 })
        expect(outcomeOf(ended, name)).toEqual(expected)
        break
      }
    }
    process.stdout.write(`killed and resumed ${kills} times, ${finished} runs came to their end\n`)
    expect(kills).toBeGreaterThan(0)
  },
  KILLS * 60_000,
)

/** The hash of the weights, which are the average, and of every tensor of the model file. */
function outcomeOf(ended: Ended, name: string): { readonly hash: unknown; readonly tensors: string } {
  const bytes = readFileSync(join(scratch, name, 'model.safetensors'))
  const start = 8 + Number(bytes.readBigUInt64LE(0))
  const tensors = createHash('sha256').update(bytes.subarray(start)).digest('hex')
  return { hash: resultOf(ended).weightsHash, tensors }
}
