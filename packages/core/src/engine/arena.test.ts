import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Arena } from './arena.js'

const KINDS = ['float32', 'uint32', 'int32', 'uint8', 'matrix'] as const
const requests = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(70)), { minLength: 1, maxLength: 12 })

function take(arena: Arena, kind: (typeof KINDS)[number], length: number) {
  return kind === 'matrix' ? arena.matrix(length, 3).values : arena[kind](length)
}

test('parts follow each other on cache lines of their own, as long as asked for', () => {
  fc.assert(
    fc.property(requests, (requests) => {
      const counting = new Arena()
      for (const [kind, length] of requests) expect(take(counting, kind, length)).toHaveLength(0)
      const arena = new Arena(new ArrayBuffer(counting.bytes))
      let end = 0
      for (const [kind, length] of requests) {
        const part = take(arena, kind, length)
        expect(part).toHaveLength(kind === 'matrix' ? length * 4 : length)
        expect(part.byteOffset % 64).toBe(0)
        expect(part.byteOffset).toBeGreaterThanOrEqual(end)
        end = part.byteOffset + part.byteLength
      }
      expect(arena.bytes).toBe(counting.bytes)
      expect(end).toBeLessThanOrEqual(counting.bytes)
    }),
  )
})

test('the same calls find the same addresses in one buffer', () => {
  const buffer = new SharedArrayBuffer(1024)
  const [writer, reader] = [new Arena(buffer), new Arena(buffer)]
  const places = (arena: Arena) => ({
    flat: arena.float32(5),
    matrix: arena.matrix(2, 5),
    words: arena.int32(3),
  })
  const [here, there] = [places(writer), places(reader)]
  here.flat.fill(1)
  here.matrix.values.fill(2)
  here.words.fill(3)
  expect(there).toEqual(here)
  expect(there.matrix.address).toBe(64)
  expect([...new Uint32Array(buffer, there.matrix.record, 3)]).toEqual([64, 2, 5])
})

test('a buffer too small is refused', () => {
  expect(() => new Arena(new ArrayBuffer(64)).float32(17)).toThrow(RangeError)
})
