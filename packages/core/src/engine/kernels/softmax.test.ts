import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMatrix, indexOf } from '../../network/matrix.js'
import { createRandom } from '../../random.js'
import { placeMatrix, rowsOf, SIZES, Stage } from './fixtures/stage.js'
import { activate } from './plain/activate.js'

const { fround } = Math

/** One row of numbers through the plain softmax. */
function softmax(numbers: readonly number[]): number[] {
  const matrix = createMatrix(1, numbers.length)
  numbers.forEach((q, j) => {
    matrix.values[indexOf(matrix, 0, j)] = q
  })
  activate(matrix, { rows: { first: 0, last: 1 }, units: { first: 0, last: numbers.length } }, 'softmax')
  return numbers.map((_, j) => matrix.values[indexOf(matrix, 0, j)])
}

test('all kernels have the same bits, for some rows of every width', () => {
  const special = [-Infinity, -1e30, 1e30, -104, 88, 0, -0, 2 ** -149]
  for (const columns of SIZES) {
    for (const rows of [1, 5]) {
      const stage = new Stage(columns, (arena, random) =>
        placeMatrix(arena, rows, columns, () =>
          random.integer(9) === 0
            ? special[random.integer(special.length)]
            : fround(20 * random.uniform() - 10),
        ),
      )
      const region = { rows: { first: rows > 1 ? 1 : 0, last: rows }, units: { first: 0, last: columns } }
      stage.run(
        (kernels, values) => kernels.activate(values, region, 'softmax'),
        (values) => rowsOf(values, region.rows.first, rows),
      )
    }
  }
})

test('is eᵠ / Σ eᵠ, adds up to 1, and keeps the order', () => {
  const random = createRandom(1, 0)
  for (const length of [1, 2, 3, 10, 100, 1000]) {
    const q = Array.from({ length }, () => fround(30 * random.uniform() - 15))
    const z = softmax(q)
    const largest = Math.max(...q)
    const exponentials = q.map((x) => Math.exp(x - largest))
    const sum = exponentials.reduce((a, b) => a + b)
    // One float32 for the difference, which the exponential turns into an error relative to it; 2 for exp, sum, quotient.
    z.forEach((p, j) => {
      expect(Math.abs(p - exponentials[j] / sum)).toBeLessThanOrEqual(
        (exponentials[j] / sum) * (30 * 2 ** -24 + (4 + length / 4) * 2 ** -24),
      )
    })
    expect(Math.abs(z.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-5)
    const order = q.map((_, j) => j).sort((a, b) => q[a] - q[b])
    for (let k = 1; k < length; k++) expect(z[order[k]]).toBeGreaterThanOrEqual(z[order[k - 1]])
  }
})

test('is the same when all are shifted alike, where that rounds nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 90 }),
      fc.integer({ min: -99, max: 99 }),
      (q, shift) => {
        expect(softmax(q.map((x) => x + shift))).toEqual(softmax(q))
      },
    ),
  )
})

test('of numbers so large that eᵠ is ∞, and of −∞', () => {
  expect(softmax([1000, 1000, -1000])).toEqual([0.5, 0.5, 0])
  expect(softmax([-Infinity, 3, -Infinity, -Infinity, -Infinity])).toEqual([0, 1, 0, 0, 0])
  expect(softmax([-1000, -1000])).toEqual([0.5, 0.5])
  expect(softmax([7])).toEqual([1])
})

test('is not a number in all of a row where one is NaN or +∞, or all are −∞', () => {
  for (const q of [
    [1, Number.NaN, 2],
    [1, Infinity, 2, 3, 4],
    [-Infinity, -Infinity],
  ]) {
    expect(softmax(q)).toEqual(q.map(() => Number.NaN))
  }
})
