import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FailureDetector } from './failure-detector.js'

test('a rank is lost when it has been silent for longer than the patience, and not before', () => {
  const spans = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 })
  fc.assert(
    fc.property(spans, fc.integer({ min: 1, max: 200 }), (spans, patience) => {
      const detector = new FailureDetector(patience)
      detector.hear(3)
      let silence = 0
      for (const span of spans) {
        silence += span
        expect(detector.elapse(span)).toBe(silence > patience ? 3 : undefined)
      }
    }),
  )
})

test('whoever gives signs of life often enough is not lost, however long it takes', () => {
  const detector = new FailureDetector(10)
  for (let n = 0; n < 100; n++) {
    for (const rank of [0, 2]) detector.hear(rank)
    expect(detector.elapse(10)).toBeUndefined()
  }
})

test('of several the one that is silent for longest, and none that is not watched', () => {
  const detector = new FailureDetector(10)
  detector.hear(1)
  detector.elapse(5)
  detector.hear(2)
  expect(detector.elapse(20)).toBe(1)
  detector.forget(1)
  expect(detector.elapse(1)).toBe(2)
  detector.forget(2)
  expect(detector.elapse(1000)).toBeUndefined()
  expect([1, 2].some((rank) => detector.watches(rank))).toBe(false)
})
