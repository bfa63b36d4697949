import { expect, test } from 'vitest'
import { ProgressCopy } from './progress-copy.js'

test('copies of the progress of an epoch take the memory of one', () => {
  const progress = { losses: Float32Array.of(1, 2, 3), predictions: Uint32Array.of(0, 1, 0) }
  const copies = new ProgressCopy(true)
  const first = copies.of(progress)
  progress.losses[1] = 5
  progress.predictions[2] = 7
  expect(first).toEqual({ losses: Float32Array.of(1, 2, 3), predictions: Float32Array.of(0, 1, 0) })
  const second = copies.of(progress)
  expect(second).toEqual({ losses: Float32Array.of(1, 5, 3), predictions: Float32Array.of(0, 1, 7) })
  expect(second.predictions?.buffer).toBe(first.predictions?.buffer)
  expect(second.losses.buffer).toBe(first.losses.buffer)
  expect(new ProgressCopy(false).of(progress)).toEqual({ losses: progress.losses })
})
