import { expect, test } from 'vitest'
import { RegisterLoop } from './register-loop.js'
import { takeTurns } from './take-turns.js'

const loop = new RegisterLoop()

async function turnsOf(rounds: Parameters<typeof takeTurns>[1]): Promise<string> {
  const taken: string[] = []
  const contenders = ['a', 'b', 'c'].map((name) => ({
    turn: async () => {
      taken.push(name)
    },
  }))
  const peaks = await takeTurns(contenders, rounds, loop)
  expect(peaks).toHaveLength(taken.length / 3)
  expect(peaks.every((peak) => peak > 0)).toBe(true)
  return taken.join('')
}

test('each once a round, and each begins in its turn', async () => {
  expect(await turnsOf({ most: 4 })).toBe('bcacababcbca')
})

test('when the time is over no further round begins, but for the fewest that tell something', async () => {
  expect(await turnsOf({ most: 9, until: performance.now() - 1 })).toHaveLength(4 * 3)
  expect(await turnsOf({ most: 3, until: performance.now() - 1 })).toHaveLength(3 * 3)
  expect(await turnsOf({ most: 9, until: performance.now() - 1, least: 1 })).toHaveLength(1 * 3)
  expect(await turnsOf({ most: 6, until: performance.now() + 60_000 })).toHaveLength(6 * 3)
})
