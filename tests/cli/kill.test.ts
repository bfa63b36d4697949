import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom, readModel } from '@antigrad/core'
import { beforeAll, expect, test } from 'vitest'
import { Command, type Ended, resultOf } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const KILLS = process.env.ANTIGRAD_FAULTS === 'full' ? 200 : 5

const scratch = scratchFolder()
const flags = [
  '--data',
  writeSmallDigits(scratch, 6000),
  '--hidden',
  '24',
  '--batch-size',
  '2',
  '--epochs',
  '16',
]
const often = ['--checkpoint-every', '20steps', '--json', '--quiet']

/** What a run ends with: its weights, and what each of its epochs was like. */
interface Outcome {
  readonly hash: unknown
  readonly history: unknown
}

let expected: Outcome
/** Milliseconds after which a run is killed at the latest: at first those that all epochs but the first take. */
let longest = 0

beforeAll(async () => {
  const command = new Command(['train', ...flags, ...often, '--out', join(scratch, 'whole')])
  await command.says('"epoch":1,')
  const began = performance.now()
  expected = outcomeOf(await command.ended, 'whole')
  longest = performance.now() - began
}, 60_000)

test(
  `kill -9 at ${KILLS} random moments: resumed to the end, always the same weights`,
  async () => {
    const random = createRandom(Number(process.env.ANTIGRAD_SEED ?? Date.now() % 2 ** 31), 0)
    let kills = 0
    let finished = 0
    let withinEpoch = 0
    while (kills < KILLS) {
      const folder = join(scratch, `run-${finished}`)
      for (;;) {
        const begun =
          existsSync(join(folder, 'config.json')) || existsSync(join(folder, 'checkpoint.safetensors'))
        const how = begun ? ['--resume', folder] : [...flags, '--out', folder]
        const threads = String(1 + random.integer(3))
        const command = new Command(['train', ...how, ...often, '--threads', threads])
        // One in five while it starts; the others while it trains, saves or ends.
        if (random.integer(5) > 0) await command.says('"epoch"')
        const timer = setTimeout(() => command.child.kill('SIGKILL'), random.uniform() * longest)
        const ended = await command.ended
        clearTimeout(timer)
        if (ended.signal === 'SIGKILL') {
          kills++
          longest *= 1.1
          continue
        }
        // Machines are busy now and idle then: so about two of three are killed before they end, at any moment.
        longest *= 0.8
        expect(ended).toMatchObject({ code: 0 })
        expect(outcomeOf(ended, `run-${finished}`)).toEqual(expected)
        withinEpoch += resumedWithinEpoch(folder)
        finished++
        break
      }
    }
    process.stdout.write(
      `killed ${kills} times, resumed within an epoch ${withinEpoch} times, ${finished} runs came to their end: 0 with other weights\n`,
    )
    // Not all kills may hit the start of a process, or the end of an epoch.
    if (KILLS > 50) expect(withinEpoch).toBeGreaterThan(KILLS / 10)
  },
  KILLS * 60_000,
)

function outcomeOf(ended: Ended, name: string): Outcome {
  const file = join(scratch, name, 'model.safetensors')
  const { description } = readModel(readFileSync(file), file)
  return { hash: resultOf(ended).weightsHash, history: description.history }
}

/** How often the run in a folder went on from the midst of an epoch. */
function resumedWithinEpoch(folder: string): number {
  const log = readFileSync(join(folder, 'log.jsonl'), 'utf8').trim().split('\n')
  return log
    .map((line) => JSON.parse(line))
    .filter(({ type, position }) => type === 'start' && position.done > 0).length
}
