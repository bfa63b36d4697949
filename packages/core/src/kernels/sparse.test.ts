import { describe, expect, test } from 'vitest'
import type { Dataset } from '../dataset.js'
import { indexOf, type Matrix } from '../matrix.js'
import { createRandom, type Random } from '../random.js'
import {
  combinations,
  firstDifference,
  type Kind,
  number,
  placeColumns,
  placeDataset,
  placeMatrix,
  placeOutput,
  placeSums,
  range,
  rowsOf,
  Stage,
} from './fixtures/stage.js'
import type { Kernels, Range } from './kernels.js'

/** Bytes of which some are zero: none, most, all, or each example's own part. */
function dataset(random: Random, count: number, inputs: number): Dataset {
  const density = [0.2, 0.7, 1, 0][random.integer(4)]
  const features = new Uint8Array(count * inputs)
  for (let at = 0; at < features.length; at++) {
    if (random.uniform() < density) features[at] = 1 + random.integer(255)
  }
  const labels = new Uint32Array(count)
  return { name: 'random', count, inputs, outputs: 1, features, labels, classes: ['one'] }
}

/** Everything that both ways need: the same examples with and without their zeros, in a random order. */
function createStage(seed: number, rows: number, inputs: number, columns: number, kind: Kind) {
  return new Stage(seed, (arena, random) => {
    const count = rows + random.integer(3)
    const examples = dataset(random, count, inputs)
    const first = random.integer(count - rows + 1)
    const order = arena.uint32(count)
    for (let n = 0; n < count; n++) order[n] = (n * 7 + 3) % count
    const sparse = placeDataset(arena, examples, 'sparse')
    return {
      sparse,
      dense: placeDataset(arena, examples, 'bytes'),
      minibatch: { order, first, count: rows },
      columns: placeColumns(arena, sparse, rows),
      accumulator: placeSums(arena, sparse),
      inputs: placeOutput(arena, rows, inputs),
      weights: placeMatrix(arena, inputs + 1, columns, () => number(random, kind)),
      deltas: placeMatrix(arena, rows, columns, () => number(random, kind)),
      out: placeMatrix(arena, Math.max(rows, inputs + 1), columns, () => number(random, kind)),
      gradient: placeMatrix(arena, inputs + 1, columns, () => number(random, kind)),
    }
  })
}

type Views = ReturnType<typeof createStage>['plain']['views']

/** All units of a layer. */
function all({ columns }: Matrix): Range {
  return { first: 0, last: columns }
}

/** The units of a layer in two parts, cut at a multiple of four; one may be empty. */
function halves(seed: number, { columns }: Matrix): [Range, Range] {
  const middle = 4 * (seed % (Math.ceil(columns / 4) + 1))
  return [
    { first: 0, last: Math.min(columns, middle) },
    { first: middle, last: columns },
  ]
}

/** The words that `view` takes in what a stage returned. */
function bitsOf(words: Uint32Array, view: Float32Array): Uint32Array {
  return words.subarray(view.byteOffset / 4, view.byteOffset / 4 + view.length)
}

function expectSame(a: Uint32Array, b: Uint32Array, { values }: Matrix, what: string): void {
  expect(firstDifference(bitsOf(a, values), bitsOf(b, values)), what).toBe(-1)
}

/** Calls `check` with every size as rows, as inputs and as columns, for both kinds of numbers. */
function sweep(check: (rows: number, inputs: number, columns: number, kind: Kind, seed: number) => void) {
  const random = createRandom(1, 0)
  let seed = 0
  for (const kind of ['random', 'edges'] as const) {
    for (const [rows, inputs, columns] of combinations(3, random, 60_000)) {
      try {
        check(rows, inputs, columns, kind, ++seed)
      } catch (error) {
        throw new Error(`${rows} rows, ${inputs} inputs, ${columns} columns, ${kind}`, { cause: error })
      }
    }
  }
}

test('sparseProduct has the bits of gather and product, whatever rows it is called for', () => {
  sweep((rows, inputs, columns, kind, seed) => {
    const random = createRandom(seed, 1)
    const [from, to] = range(random, rows)
    const middle = from + random.integer(to - from + 1)
    const stage = createStage(seed, rows, inputs, columns, kind)
    const outputs = ({ out }: Views) => rowsOf(out, from, to)
    const whole = stage.run(
      (kernels, { sparse, minibatch, weights, out }) =>
        kernels.sparseProduct(sparse, minibatch, weights, out, from, to, all(out)),
      outputs,
    )
    const pieces = stage.run((kernels, { sparse, minibatch, weights, out }) => {
      const [left, right] = halves(seed, out)
      kernels.sparseProduct(sparse, minibatch, weights, out, middle, to, all(out))
      kernels.sparseProduct(sparse, minibatch, weights, out, from, middle, right)
      kernels.sparseProduct(sparse, minibatch, weights, out, from, middle, left)
    }, outputs)
    const dense = stage.run(
      (kernels, { dense, minibatch, inputs, weights, out }) => {
        kernels.gather(dense, minibatch, inputs, from, to)
        kernels.product(inputs, weights, out, from, to, all(inputs))
      },
      (views) => [...rowsOf(views.inputs, from, to), ...outputs(views)],
    )
    const { out } = stage.plain.views
    expectSame(whole, pieces, out, 'in pieces')
    expectSame(whole, dense, out, 'dense')
  })
})

/** [from, to) or [first, last). */
type Ends = readonly [number, number]

/** The gradient of a sparse minibatch in both ways: the calls, and what they write beside it. */
const WAYS = {
  sparseGradient: {
    call(
      kernels: Kernels,
      views: Views,
      [from, to]: Ends,
      [first, last]: Ends,
      units: Range[],
      rate: number,
    ) {
      const { sparse, minibatch, columns, deltas, out } = views
      kernels.sortByInput(sparse, minibatch, columns, from, to, first, last)
      for (const range of units)
        kernels.sparseGradient(sparse, columns, deltas, out, first, last, range, rate)
    },
    beside: ({ columns: { starts, cells } }: Views, [first, last]: Ends) => [
      { view: starts, first, last: last + 1 },
      { view: cells, first: 0, last: cells.length - 1 },
    ],
  },
  scatterGradient: {
    call(
      kernels: Kernels,
      views: Views,
      [from, to]: Ends,
      [first, last]: Ends,
      units: Range[],
      rate: number,
    ) {
      const { sparse, minibatch, accumulator, deltas, out } = views
      for (const range of units)
        kernels.scatterGradient(
          sparse,
          minibatch,
          accumulator,
          deltas,
          out,
          from,
          to,
          first,
          last,
          range,
          rate,
        )
    },
    beside: ({ accumulator: { lit } }: Views) => [{ view: lit, first: 0, last: lit.length }],
  },
}

describe.each(['sparseGradient', 'scatterGradient'] as const)(
  '%s has the bits of gradient, over any rows and inputs',
  (name) => {
    const { call, beside } = WAYS[name]
    test.each([0, 0.3, 3])('at rate %d', (rate) => {
      const factor = Math.fround(rate)
      sweep((rows, inputs, columns, kind, seed) => {
        const random = createRandom(seed, 1)
        const [from, to] = range(random, rows)
        const [first, last] = range(random, inputs)
        const middle = first + random.integer(last - first + 1)
        const stage = createStage(seed, rows, inputs, columns, kind)
        const outputs = (views: Views) => [...rowsOf(views.out, first, last), ...beside(views, [first, last])]
        const sparse = (kernels: Kernels, views: Views, first: number, last: number) =>
          call(kernels, views, [from, to], [first, last], halves(seed, views.out), factor)
        const whole = stage.run((kernels, views) => sparse(kernels, views, first, last), outputs)
        const pieces = stage.run((kernels, views) => {
          sparse(kernels, views, first, middle)
          sparse(kernels, views, middle, last)
        }, outputs)
        const dense = stage.run(
          (kernels, { dense, minibatch, inputs, deltas, out }) => {
            kernels.gather(dense, minibatch, inputs, from, to)
            kernels.gradient(inputs, deltas, out, from, to, first, last, factor)
          },
          (views) => [...rowsOf(views.inputs, from, to), ...outputs(views)],
        )
        const { out } = stage.plain.views
        expectSame(whole, pieces, out, 'in pieces')
        expectSame(whole, dense, out, 'dense')
      })
    })
  },
)

test('of some units a kernel writes those alone, with the bits of all', () => {
  sweep((rows, inputs, columns, kind, seed) => {
    const stage = createStage(seed, rows, inputs, columns, kind)
    const calls = (units: Range) => (kernels: Kernels, views: Views) => {
      const { sparse, minibatch, weights, out, deltas, gradient } = views
      kernels.sparseProduct(sparse, minibatch, weights, out, 0, rows, units)
      kernels.activate(out, 0, rows, units)
      kernels.sortByInput(sparse, minibatch, views.columns, 0, rows, 0, inputs)
      kernels.sparseGradient(sparse, views.columns, deltas, gradient, 0, inputs, units, 0.5)
      kernels.biasGradient(deltas, gradient, 0, rows, units, 0.5)
      const { accumulator } = views
      kernels.scatterGradient(
        sparse,
        minibatch,
        accumulator,
        deltas,
        gradient,
        0,
        rows,
        0,
        inputs,
        units,
        0.5,
      )
    }
    const outputs =
      (units: Range) =>
      ({ out, gradient, columns, accumulator }: Views) => [
        ...rowsOf(out, 0, rows, units),
        ...rowsOf(gradient, 0, inputs + 1, units),
        { view: accumulator.lit, first: 0, last: inputs + 1 },
        { view: columns.starts, first: 0, last: inputs + 1 },
        { view: columns.cells, first: 0, last: columns.cells.length - 1 },
      ]
    const { out, gradient } = stage.plain.views
    const whole = stage.run(calls(all(out)), outputs(all(out)))
    for (const units of halves(seed, out)) {
      const part = stage.run(calls(units), outputs(units))
      for (const { view, first, last } of [
        ...rowsOf(out, 0, rows, units),
        ...rowsOf(gradient, 0, inputs + 1, units),
      ]) {
        const at = view.byteOffset / 4
        for (let word = at + first; word < at + last; word++) {
          if (part[word] !== whole[word])
            throw new Error(`units ${units.first} … ${units.last}: word ${word}`)
        }
      }
    }
  })
})

test('sortByInput lists for each input the rows in which it is lit, ascending, with their bytes', () => {
  sweep((rows, inputs, _columns, kind, seed) => {
    const random = createRandom(seed, 1)
    const [from, to] = range(random, rows)
    const [first, last] = range(random, inputs)
    const stage = createStage(seed, rows, inputs, 1, kind)
    stage.run(
      (kernels, { sparse, minibatch, columns }) =>
        kernels.sortByInput(sparse, minibatch, columns, from, to, first, last),
      ({ columns }) => [
        { view: columns.starts, first, last: last + 1 },
        { view: columns.cells, first: 0, last: columns.cells.length - 1 },
      ],
    )
    const { columns, dense, minibatch } = stage.plain.views
    let cell = 0
    for (let input = first; input < last; input++) {
      const lit: number[] = []
      for (let n = from; n < to; n++) {
        const byte = dense.bytes[minibatch.order[minibatch.first + n] * inputs + input]
        if (byte !== 0) lit.push(n * 256 + byte)
      }
      expect(columns.starts[input]).toBe(cell)
      expect(Array.from(columns.cells.subarray(cell, cell + lit.length))).toEqual(lit)
      cell += lit.length
    }
    expect(columns.starts[last]).toBe(cell)
  })
})

describe('zeros of both signs', () => {
  const minusZero = (kernels: Kernels, act: (kernels: Kernels, views: Views) => void): Matrix => {
    const stage = createStage(4, 5, 9, 6, 'edges')
    const side = kernels.name === 'plain' ? stage.plain : stage.simd
    side.views.weights.values.fill(-0)
    side.views.deltas.values.fill(-0)
    side.views.out.values.fill(-0)
    act(kernels, side.views)
    return side.views.out
  }
  const { plain, simd } = createStage(4, 5, 9, 6, 'edges')

  test.each([plain.kernels, simd.kernels])('$name: a sum of −0 is +0, sparse or dense', (kernels) => {
    for (const form of ['sparse', 'dense'] as const) {
      const out = minusZero(kernels, (kernels, { sparse, dense, minibatch, inputs, weights, out }) => {
        if (form === 'sparse') kernels.sparseProduct(sparse, minibatch, weights, out, 0, 5, all(out))
        else {
          kernels.gather(dense, minibatch, inputs, 0, 5)
          kernels.product(inputs, weights, out, 0, 5, all(inputs))
        }
      })
      for (let n = 0; n < 5; n++) expect(out.values[indexOf(out, n, 3)]).toBe(0)
    }
  })

  test.each([plain.kernels, simd.kernels])('$name: a weight of −0 without a gradient stays −0', (kernels) => {
    for (const form of ['sparse', 'scattered', 'dense'] as const) {
      const out = minusZero(kernels, (kernels, views) => {
        const { sparse, dense, minibatch, columns, accumulator, inputs, deltas, out } = views
        if (form === 'scattered') {
          kernels.scatterGradient(sparse, minibatch, accumulator, deltas, out, 0, 5, 0, 9, all(out), 0.5)
        } else if (form === 'sparse') {
          kernels.sortByInput(sparse, minibatch, columns, 0, 5, 0, 9)
          kernels.sparseGradient(sparse, columns, deltas, out, 0, 9, all(out), 0.5)
        } else {
          kernels.gather(dense, minibatch, inputs, 0, 5)
          kernels.gradient(inputs, deltas, out, 0, 5, 0, 9, 0.5)
        }
      })
      for (let i = 0; i < 9; i++) expect(out.values[indexOf(out, i, 3)]).toBe(-0)
    }
  })
})
