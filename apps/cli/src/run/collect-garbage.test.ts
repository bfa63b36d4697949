import { expect, test } from 'vitest'
import { collectGarbage } from './collect-garbage.js'

test('gives back what is not needed any more', () => {
  const size = 2 ** 26
  const { arrayBuffers: before } = process.memoryUsage()
  let kept: Uint8Array | undefined = new Uint8Array(size).fill(1)
  expect(process.memoryUsage().arrayBuffers - before).toBeGreaterThanOrEqual(size)
  expect(kept).toHaveLength(size)
  kept = undefined
  collectGarbage()
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(size / 2)
})
