import { signal } from '@preact/signals'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { slowly } from './slowly.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('changes at most once in a while, and comes to the last value', () => {
  const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 150 }), value: fc.nat(9) }))
  fc.assert(
    fc.property(steps, (steps) => {
      const source = signal(0)
      const followed = slowly(source, 100)
      const changes: number[] = []
      followed.subscribe(() => changes.push(Date.now()))
      for (const { wait, value } of steps) {
        vi.advanceTimersByTime(wait)
        source.value = value
      }
      vi.advanceTimersByTime(200)
      expect(followed.value).toBe(source.value)
      // The first is what it began with.
      for (let n = 2; n < changes.length; n++) expect(changes[n] - changes[n - 1]).toBeGreaterThanOrEqual(100)
    }),
  )
})

test('follows at once where it has not changed for long', () => {
  const source = signal('a')
  const followed = slowly(source, 100)
  vi.advanceTimersByTime(300)
  source.value = 'b'
  expect(followed.value).toBe('b')
})
