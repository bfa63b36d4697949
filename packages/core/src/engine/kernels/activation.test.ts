import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexOf, type Matrix } from '../../network/matrix.js'
import { Arena } from '../arena.js'
import { allocate, bufferOf, kernelsOver } from '../memory.js'
import { NAMES } from './fixtures/stage.js'
import type { Kernels } from './kernels.js'
import { sigmoid } from './plain/sigmoid.js'

const { fround } = Math

const EDGES = [
  ...Array.from({ length: 33 }, (_, n) => n + 1),
  47,
  48,
  49,
  63,
  64,
  65,
  95,
  96,
  97,
  127,
  128,
  129,
]
const SIZES = [
  ...EDGES.flatMap((n) => [1, 3, 8].map((rows) => [rows, n])),
  ...EDGES.flatMap((n) => [
    [n, 5],
    [n, 50],
  ]),
]

/** Bytes of two matrices of the largest size, and for what must stay untouched around them. */
const BYTES = 2 ** 16

interface Bench {
  readonly kernels: Kernels
  readonly memory: Float32Array
  readonly buffer: ArrayBufferLike
}

function prepare(name: Kernels['name']): Bench {
  const memory = allocate(BYTES, name)
  const buffer = bufferOf(memory)
  return { kernels: kernelsOver(memory, name), memory: new Float32Array(buffer, 0, BYTES / 4), buffer }
}

/** Two matrices with padding of 0, numbers from `value` elsewhere, and a gap of 64 bytes before each. */
function fill(bench: Bench, rows: number, columns: number, value: (k: number) => number): [Matrix, Matrix] {
  bench.memory.fill(-7.5)
  const arena = new Arena(bench.buffer)
  const place = (): Matrix => {
    arena.uint8(1)
    const matrix = arena.matrix(rows, columns)
    matrix.values.fill(0)
    for (let n = 0; n < rows; n++) {
      for (let j = 0; j < columns; j++) matrix.values[indexOf(matrix, n, j)] = value(n * columns + j)
    }
    return matrix
  }
  return [place(), place()]
}

/** What all of the memory holds, with rows [from, to) of `matrix` changed by `element`. */
function expectation(
  bench: Bench,
  matrix: Matrix,
  from: number,
  to: number,
  element: (at: number) => number,
): Uint32Array {
  const after = bench.memory.slice()
  for (let n = from; n < to; n++) {
    for (let j = 0; j < matrix.columns; j++) {
      const at = indexOf(matrix, n, j)
      after[matrix.address / 4 + at] = element(at)
    }
  }
  return new Uint32Array(after.buffer)
}

/** The first place where the memory is not as expected, −1 for none. */
function firstDifference(bench: Bench, expected: Uint32Array): number {
  const found = new Uint32Array(bench.buffer, 0, expected.length)
  return expected.findIndex((bits, at) => bits !== found[at])
}

function ranges(rows: number): [number, number][] {
  return [
    [0, rows],
    [rows, rows],
    [Math.floor(rows / 3), rows - Math.floor(rows / 4)],
  ]
}

describe.each(NAMES)('%s', (name) => {
  const bench = prepare(name)

  function checkActivate(
    rows: number,
    columns: number,
    from: number,
    to: number,
    value: (k: number) => number,
  ) {
    const [matrix] = fill(bench, rows, columns, value)
    const expected = expectation(bench, matrix, from, to, (at) => sigmoid(matrix.values[at]))
    bench.kernels.activate(matrix, { rows: { first: from, last: to }, units: { first: 0, last: columns } })
    expect(firstDifference(bench, expected), `${rows} × ${columns}, rows ${from} to ${to}`).toBe(-1)
  }

  function checkDerivative(
    rows: number,
    columns: number,
    from: number,
    to: number,
    value: (k: number) => number,
  ) {
    const [activations, deltas] = fill(bench, rows, columns, value)
    activations.values.forEach((x, at) => {
      activations.values[at] = x === 0 ? 0 : sigmoid(x)
    })
    const expected = expectation(bench, deltas, from, to, (at) => {
      const y = activations.values[at]
      return fround(deltas.values[at] * fround(y * fround(1 - y)))
    })
    bench.kernels.timesDerivative(activations, deltas, { rows: { first: from, last: to } })
    expect(firstDifference(bench, expected), `${rows} × ${columns}, rows ${from} to ${to}`).toBe(-1)
  }

  test.each([
    ['activate', checkActivate],
    ['timesDerivative', checkDerivative],
  ])('%s changes the rows it is given, at every size, and nothing else', (_, check) => {
    for (const [rows, columns] of SIZES) {
      for (const [from, to] of ranges(rows)) check(rows, columns, from, to, (k) => ((k * 37) % 101) / 8 - 6)
    }
  })

  test.each([
    ['activate', checkActivate],
    ['timesDerivative', checkDerivative],
  ])('%s takes any float32', (_, check) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: check === checkDerivative }), { minLength: 1 }),
        fc.nat(9),
        fc.nat(9),
        (rows, columns, numbers, a, b) => {
          const from = Math.min(a, b, rows)
          const to = Math.min(Math.max(a, b), rows)
          check(rows, columns, from, to, (k) => numbers[k % numbers.length])
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('the padding of an activated matrix is +0, whatever it was', () => {
  for (const name of NAMES) {
    const bench = prepare(name)
    const [matrix] = fill(bench, 3, 50, () => 1)
    matrix.values.fill(9)
    bench.kernels.activate(matrix, { rows: { first: 1, last: 2 }, units: { first: 0, last: matrix.columns } })
    const padding = [50, 51].flatMap((j) => [0, 1, 2].map((n) => matrix.values[indexOf(matrix, n, j)]))
    expect(padding).toEqual([9, 0, 9, 9, 0, 9])
  }
})
