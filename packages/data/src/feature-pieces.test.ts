import { expect, test } from 'vitest'
import { featurePieces } from './feature-pieces.js'

/** Features that are read: each the number of its example. */
const numbered = (count: number, inputs: number) => ({
  length: count * inputs,
  read: (example: number, into: Float32Array) => {
    for (let at = 0; at < into.length; at++) into[at] = example + Math.floor(at / inputs)
  },
})

test.each([
  ['narrow', 3000, 2],
  ['wide', 5, 2 ** 19],
  ['wider than a piece', 2, 2 ** 20 + 1],
])('%s examples come in their order, in pieces of whole ones that are small', (_, count, inputs) => {
  const found: number[] = []
  for (const piece of featurePieces(numbered(count, inputs), inputs)) {
    expect(piece.length % inputs).toBe(0)
    expect(piece.length).toBeLessThanOrEqual(Math.max(inputs, 2 ** 20))
    for (let at = 0; at < piece.length; at += inputs) found.push(piece[at])
  }
  expect(found).toEqual(Array.from({ length: count }, (_, n) => n))
})
