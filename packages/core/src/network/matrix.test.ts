import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createMatrix,
  indexOf,
  LANES,
  matrixLength,
  matrixOver,
  PANEL,
  paddedColumns,
  panelWidth,
} from './matrix.js'

const size = fc.integer({ min: 1, max: 200 })

describe('a matrix', () => {
  test('gives every element, and every padding, a place of its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), size, (rows, columns) => {
        const matrix = createMatrix(rows, columns)
        for (let n = 0; n < rows; n++) {
          for (let j = 0; j < paddedColumns(columns); j++) matrix.values[indexOf(matrix, n, j)]++
        }
        expect(matrix.values.every((times) => times === 1)).toBe(true)
      }),
    )
  })

  test('of at most a panel is row-major', () => {
    const matrix = createMatrix(3, 46)
    expect(paddedColumns(46)).toBe(48)
    expect(indexOf(matrix, 2, 45)).toBe(2 * 48 + 45)
  })

  test('of more lies panel after panel, the last as wide as is left', () => {
    const matrix = createMatrix(5, 132)
    expect([0, 64, 128].map((first) => panelWidth(132, first))).toEqual([64, 64, 4])
    expect(indexOf(matrix, 1, 63)).toBe(64 + 63)
    expect(indexOf(matrix, 0, 64)).toBe(5 * 64)
    expect(indexOf(matrix, 4, 131)).toBe(5 * 128 + 4 * 4 + 3)
  })

  test('takes rows × columns padded to a register', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), size, (rows, columns) => {
        const padded = paddedColumns(columns)
        expect(padded % LANES).toBe(0)
        expect(padded - columns).toBeGreaterThanOrEqual(0)
        expect(padded - columns).toBeLessThan(LANES)
        expect(matrixLength(rows, columns)).toBe(rows * padded)
        expect(PANEL % LANES).toBe(0)
      }),
    )
  })

  test('over a view knows where it lies in bytes, and refuses another length', () => {
    const values = new Float32Array(new ArrayBuffer(256), 64, 8)
    expect(matrixOver(values, 2, 3)).toEqual({ rows: 2, columns: 3, values, address: 64, record: 0 })
    expect(() => matrixOver(values, 3, 3)).toThrow('a 3 × 3 matrix takes 12 floats, found 8')
  })
})
