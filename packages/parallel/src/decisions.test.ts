import { Arena } from '@antigrad/core/internal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDecision, allocateDecisions, type Decision, takeDecisions } from './decisions.js'

const count = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const speed = fc.record({ workers: fc.integer({ min: 1, max: 256 }), examplesPerSecond: count })
const decision: fc.Arbitrary<Decision> = fc.record({
  epoch: count,
  example: fc.nat(2 ** 31 - 1),
  workers: fc.integer({ min: 1, max: 256 }),
  speeds: fc.array(speed, { maxLength: 3 }),
})

test('gives back what was added since the last call; of many the first and the last', () => {
  const counted = new Arena()
  allocateDecisions(counted)
  const words = allocateDecisions(new Arena(new SharedArrayBuffer(counted.bytes)))
  expect(takeDecisions(words)).toEqual([])
  fc.assert(
    fc.property(fc.array(decision, { maxLength: 50 }), (added) => {
      for (const each of added) addDecision(words, each)
      expect(takeDecisions(words)).toEqual(added.length > 32 ? [...added.slice(0, 31), added.at(-1)] : added)
    }),
  )
})
