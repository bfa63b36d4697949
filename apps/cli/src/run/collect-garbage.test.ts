import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { collectGarbage } from './collect-garbage.js'

/** In a function of its own: no register of the test holds the arrays. */
function arrays(): WeakRef<Uint8Array>[] {
  return Array.from({ length: 20 }, () => new WeakRef(new Uint8Array(2 ** 20)))
}

test('gives back what is not needed any more', async () => {
  const dropped = arrays()
  // Until the end of its turn what a WeakRef is made of stays.
  await nextTurn()
  collectGarbage()
  expect(dropped.filter((array) => array.deref() !== undefined)).toEqual([])
})
