import { Arena } from '@antigrad/core/internal'
import { expect, test } from 'vitest'
import { abort, Barrier } from './barrier.js'
import { allocateControl } from './control.js'

test('a barrier is shut until all have come, or the run is given up', () => {
  const counted = new Arena()
  allocateControl(counted, 2)
  const words = allocateControl(new Arena(new SharedArrayBuffer(counted.bytes)), 2)
  const [one, other] = [new Barrier(words, 2, true), new Barrier(words, 2, true)]
  const first = one.arrive()
  expect(one.isShut(first)).toBe(true)
  other.arrive()
  expect(one.isShut(first)).toBe(false)

  const second = one.arrive()
  expect(one.isShut(second)).toBe(true)
  abort(words)
  expect(one.isShut(second)).toBe(false)
  // Who arrives after the abort is alone for good.
  expect(other.isShut(other.arrive())).toBe(false)
  const late = new Barrier(words, 2, true)
  expect(late.isShut(late.arrive())).toBe(false)
})
