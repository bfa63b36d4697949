import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { atMostEvery } from './at-most.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('is done no more often than it may be, and always once it was asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 250 }), { minLength: 1, maxLength: 30 }), (waits) => {
      const done: number[] = []
      const work = atMostEvery(100, () => done.push(performance.now()))
      let asked = 0
      for (const wait of waits) {
        vi.advanceTimersByTime(wait)
        asked = performance.now()
        work.ask()
      }
      vi.advanceTimersByTime(200)
      for (let n = 1; n < done.length; n++) expect(done[n] - done[n - 1]).toBeGreaterThanOrEqual(100)
      expect(done.at(-1)).toBeGreaterThanOrEqual(asked)
    }),
  )
})

test('what is put off is done at once when it is wanted, or never when it is forgotten', () => {
  let done = 0
  const work = atMostEvery(100, () => done++)
  work.flush()
  expect(done).toBe(0)
  work.ask()
  expect(done).toBe(1)
  work.ask()
  work.flush()
  expect(done).toBe(2)
  work.ask()
  work.cancel()
  vi.advanceTimersByTime(500)
  expect(done).toBe(2)
})
