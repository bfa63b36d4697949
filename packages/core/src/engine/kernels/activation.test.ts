import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTIVATIONS, type Activation, hasDerivativeFromValue } from '../../network/activation.js'
import { indexOf, type Matrix, paddedColumns } from '../../network/matrix.js'
import { Arena } from '../arena.js'
import { allocate, bufferOf, kernelsOver } from '../memory.js'
import type { Range } from '../range.js'
import { NAMES } from './fixtures/stage.js'
import type { Kernels } from './kernels.js'
import { SLOPE, SLOPE_FROM_VALUE, VALUE } from './plain/elementwise.js'

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

/** What all of the memory holds, with rows and units of a matrix changed by `element`, and its padding to 0. */
function expectation(
  after: Float32Array,
  matrix: Matrix,
  rows: Range,
  units: Range,
  element: (at: number) => number,
): void {
  for (let n = rows.first; n < rows.last; n++) {
    for (
      let j = units.first;
      j < (units.last === matrix.columns ? paddedColumns(units.last) : units.last);
      j++
    ) {
      const at = indexOf(matrix, n, j)
      after[matrix.address / 4 + at] = j < matrix.columns ? element(at) : 0
    }
  }
}

/** The first place where the memory is not as expected, bit by bit but for NaN; −1 for none. */
function firstDifference(bench: Bench, expected: Float32Array): number {
  const bits = new Uint32Array(expected.buffer)
  const found = new Uint32Array(bench.buffer, 0, bits.length)
  for (let at = 0; at < bits.length; at++) {
    if (bits[at] !== found[at] && !(isNaNAt(expected, at) && isNaNAt(bench.memory, at))) return at
  }
  return -1
}

function isNaNAt(floats: Float32Array, at: number): boolean {
  return Number.isNaN(floats[at])
}

function ranges(length: number, step = 1): Range[] {
  const third = Math.floor(length / 3 / step) * step
  const threeQuarters = Math.ceil((length * 0.75) / step) * step
  return [
    { first: 0, last: length },
    { first: length, last: length },
    { first: third, last: Math.min(Math.max(third, threeQuarters), length) },
  ].filter(({ first }) => first % step === 0)
}

/** Numbers around 0, beyond every limit, and special ones. */
const NUMBERS = [
  ...Array.from({ length: 101 }, (_, k) => (k * 37) % 101).map((k) => k / 8 - 6),
  ...[0, -0, Number.NaN, Infinity, -Infinity, 3.4028234663852886e38, -3.4028234663852886e38],
  ...[2 ** -149, -(2 ** -149), 2 ** -126, -1e-30, 1e-10, -10.7, 5.2, 17.9, -104, -103.5, 89, 1e20, -1e20],
].map(fround)

const value = (k: number): number => NUMBERS[k % NUMBERS.length]
const sizesOf = (activation: Activation) =>
  activation === 'sigmoid' ? SIZES : SIZES.filter((_, k) => k % 4 === ACTIVATIONS.indexOf(activation) % 4)

describe.each(NAMES)('%s', (name) => {
  const bench = prepare(name)

  function checkActivate(
    activation: Activation,
    [rows, columns]: readonly number[],
    region: { readonly rows: Range; readonly units: Range },
    withSlopes: boolean,
    number = value,
  ): void {
    const [matrix, slopes] = fill(bench, rows, columns, number)
    matrix.values.forEach((p, at) => {
      // Padding may hold anything before.
      if (p === 0 && at % 2 === 1) matrix.values[at] = -0
    })
    const expected = bench.memory.slice()
    expectation(expected, matrix, region.rows, region.units, (at) => VALUE[activation](matrix.values[at]))
    if (withSlopes) {
      expectation(expected, slopes, region.rows, region.units, (at) => SLOPE[activation](matrix.values[at]))
    }
    bench.kernels.activate(matrix, region, activation, withSlopes ? slopes : undefined)
    expect(firstDifference(bench, expected), `${activation}, ${rows} × ${columns}`).toBe(-1)
  }

  function checkDerivative(
    activation: Activation,
    [rows, columns]: readonly number[],
    region: { readonly rows: Range },
    number = value,
  ): void {
    const [activations, deltas] = fill(bench, rows, columns, number)
    const all = { first: 0, last: columns }
    const y = bench.memory.slice()
    expectation(y, activations, { first: 0, last: rows }, all, (at) =>
      VALUE[activation](activations.values[at]),
    )
    bench.memory.set(y)
    const expected = bench.memory.slice()
    expectation(expected, deltas, region.rows, all, (at) =>
      fround(deltas.values[at] * (SLOPE_FROM_VALUE[activation]?.(activations.values[at]) ?? Number.NaN)),
    )
    bench.kernels.timesDerivative(activations, deltas, region, activation)
    expect(firstDifference(bench, expected), `${activation}, ${rows} × ${columns}`).toBe(-1)
  }

  test.each(ACTIVATIONS)(
    'activate(%s) changes the rows and units it is given, and nothing else',
    (activation) => {
      for (const size of sizesOf(activation)) {
        for (const rows of ranges(size[0])) {
          for (const units of rows.last === size[0] ? ranges(size[1], 4) : [{ first: 0, last: size[1] }]) {
            for (const withSlopes of [false, true])
              checkActivate(activation, size, { rows, units }, withSlopes)
          }
        }
      }
    },
  )

  test.each(ACTIVATIONS.filter(hasDerivativeFromValue))(
    'timesDerivative(%s) changes the rows it is given, and nothing else',
    (activation) => {
      for (const size of sizesOf(activation)) {
        for (const rows of ranges(size[0])) checkDerivative(activation, size, { rows })
      }
    },
  )

  test.each(ACTIVATIONS)('%s takes any float32', (activation) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.float(), { minLength: 1 }),
        fc.boolean(),
        (rows, columns, numbers, withSlopes) => {
          const region = { rows: { first: 0, last: rows }, units: { first: 0, last: columns } }
          const number = (k: number): number => numbers[k % numbers.length]
          checkActivate(activation, [rows, columns], region, withSlopes, number)
          if (hasDerivativeFromValue(activation)) checkDerivative(activation, [rows, columns], region, number)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('refuses derivatives that do not follow from the value', () => {
    const [activations, deltas] = fill(bench, 2, 5, value)
    for (const activation of ACTIVATIONS.filter((a) => !hasDerivativeFromValue(a))) {
      const call = () =>
        bench.kernels.timesDerivative(activations, deltas, { rows: { first: 0, last: 2 } }, activation)
      expect(call).toThrow()
    }
  })

  test('timesSlopes of the slopes that activate writes is timesDerivative', () => {
    for (const activation of ACTIVATIONS.filter(hasDerivativeFromValue)) {
      const region = { rows: { first: 0, last: 7 }, units: { first: 0, last: 70 } }
      bench.memory.fill(0)
      const arena = new Arena(bench.buffer)
      const [y, slopes, a, b] = Array.from({ length: 4 }, () => arena.matrix(7, 70))
      for (let k = 0; k < 490; k++) {
        const at = indexOf(y, Math.floor(k / 70), k % 70)
        y.values[at] = value(k)
        a.values[at] = b.values[at] = fround(((k * 29) % 31) / 7 - 2)
      }
      bench.kernels.activate(y, region, activation, slopes)
      bench.kernels.timesDerivative(y, a, region, activation)
      bench.kernels.timesSlopes(slopes, b, region)
      expect(b.values, activation).toEqual(a.values)
    }
  })
})

test('the padding of an activated matrix and of its slopes is +0, whatever it was', () => {
  for (const name of NAMES) {
    const bench = prepare(name)
    for (const activation of [...ACTIVATIONS, 'softmax'] as const) {
      const [matrix, slopes] = fill(bench, 3, 50, () => 1)
      const region = { rows: { first: 1, last: 2 }, units: { first: 0, last: matrix.columns } }
      for (const padding of [9, Number.NaN]) {
        matrix.values.fill(padding)
        slopes.values.fill(padding)
        bench.kernels.activate(matrix, region, activation, activation === 'softmax' ? undefined : slopes)
        for (const { values } of activation === 'softmax' ? [matrix] : [matrix, slopes]) {
          const found = [50, 51].flatMap((j) => [0, 1, 2].map((n) => values[indexOf(matrix, n, j)]))
          expect(found, activation).toEqual([padding, 0, padding, padding, 0, padding])
        }
      }
    }
  }
})
