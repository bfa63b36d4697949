import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outerProduct, timesColumn, transposeTimesColumn } from './matrix.js'
import { add, hadamard, scale, squaredNorm, subtract } from './vector.js'

const column = (...elements: number[]) => Float64Array.from(elements)
const A = { rows: 2, columns: 3, values: column(1, 2, 3, 4, 5, 6) }

/** Small whole numbers: float64 adds and multiplies them without rounding, so equalities are exact. */
const whole = (length: number) =>
  fc.array(fc.integer({ min: -9, max: 9 }), { minLength: length, maxLength: length }).map((a) => column(...a))
const sized = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
const matrixAndColumns = sized.chain(([rows, columns]) =>
  fc.tuple(
    whole(rows * columns).map((values) => ({ rows, columns, values })),
    whole(rows),
    whole(columns),
  ),
)
const dot = (a: Float64Array, b: Float64Array) => hadamard(a, b).reduce((sum, product) => sum + product, 0)

describe('vectors', () => {
  test('element by element', () => {
    expect(add(column(1, 2), column(3, 5))).toEqual(column(4, 7))
    expect(subtract(column(1, 2), column(3, 5))).toEqual(column(-2, -3))
    expect(hadamard(column(1, 2), column(3, 5))).toEqual(column(3, 10))
    expect(scale(3, column(1, 2))).toEqual(column(3, 6))
    expect(squaredNorm(column(3, 4))).toBe(25)
  })

  test('of different lengths are refused', () => {
    for (const operation of [add, subtract, hadamard]) {
      expect(() => operation(column(1, 2), column(1))).toThrow('found 2 and 1 elements')
    }
  })
})

describe('matrices', () => {
  test('times a column, transposed times a column', () => {
    expect(timesColumn(A, column(1, 0, -1))).toEqual(column(-2, -2))
    expect(transposeTimesColumn(A, column(1, -1))).toEqual(column(-3, -3, -3))
  })

  test('a ⊗ b is column × row', () => {
    const product = outerProduct(column(1, 2), column(3, 4, 5))
    expect(product).toEqual({ rows: 2, columns: 3, values: column(3, 4, 5, 6, 8, 10) })
  })

  test('a · Ax = Aᵀa · x', () => {
    fc.assert(
      fc.property(matrixAndColumns, ([matrix, a, x]) => {
        expect(dot(a, timesColumn(matrix, x)) === dot(transposeTimesColumn(matrix, a), x)).toBe(true)
      }),
    )
  })

  test('(a ⊗ b) x = a (b · x)', () => {
    fc.assert(
      fc.property(matrixAndColumns, ([, a, x]) => {
        const b = x.map((element) => element - 1)
        const expected = scale(dot(b, x), a)
        const difference = subtract(timesColumn(outerProduct(a, b), x), expected)
        expect(squaredNorm(difference)).toBe(0)
      }),
    )
  })

  test('columns of another length are refused', () => {
    expect(() => timesColumn(A, column(1, 2))).toThrow('a column of 3 elements, found 2')
    expect(() => transposeTimesColumn(A, column(1, 2, 3))).toThrow('a column of 2 elements, found 3')
  })
})
