import { expect, test } from 'vitest'
import { createRandom } from '../../random.js'
import type { Range } from '../range.js'
import {
  all,
  createStage,
  expectSame,
  halves,
  sortedRanges,
  sweep,
  type Views,
} from './fixtures/sparse-stage.js'
import { range, rowsOf } from './fixtures/stage.js'

/** Expects of an input the rows of [from, to) in which it is lit, ascending, with their bytes. Returns how many. */
function expectListed(
  { columns, dense, minibatch }: Views,
  inputs: number,
  input: number,
  from: number,
  to: number,
) {
  const lit: number[] = []
  for (let n = from; n < to; n++) {
    const byte = dense.bytes[minibatch.order[minibatch.first + n] * inputs + input]
    if (byte !== 0) lit.push(n * 256 + byte)
  }
  expect(Array.from(columns.cells.subarray(columns.starts[input], columns.ends[input]))).toEqual(lit)
  return lit.length
}

test('sortByInput lists for each input the rows in which it is lit, ascending, with their bytes', () => {
  sweep((rows, inputs, _columns, kind, seed) => {
    const random = createRandom(seed, 1)
    const [from, to] = range(random, rows)
    const [first, last] = range(random, inputs)
    const stage = createStage(seed, rows, inputs, 1, kind)
    stage.run(
      (kernels, { sparse, minibatch, columns }) =>
        kernels.sortByInput(sparse, columns, {
          minibatch,
          rows: { first: from, last: to },
          inputs: { first, last },
        }),
      ({ columns }) => sortedRanges(columns, first, last),
    )
    let cell = 0
    for (let input = first; input < last; input++) {
      expect(stage.plain.views.columns.starts[input]).toBe(cell)
      cell += expectListed(stage.plain.views, inputs, input, from, to)
    }
  })
})

test('sparseProduct has the same bits while it sorts, and lists the same as sortByInput', () => {
  sweep((rows, inputs, columns, kind, seed) => {
    const random = createRandom(seed, 1)
    const [from, to] = range(random, rows)
    const given = { first: from, last: to }
    const stage = createStage(seed, rows, inputs, columns, kind)
    const [left, right] = halves(seed, stage.plain.views.out)
    const outputs = ({ out, columns }: Views) => [
      ...rowsOf(out, from, to),
      ...sortedRanges(columns, 0, inputs),
    ]
    const whole = stage.run((kernels, { sparse, minibatch, columns, weights, out }) => {
      kernels.sparseProduct(sparse, weights, out, { minibatch, rows: given, units: all(out) }, columns)
    }, outputs)
    for (let input = 0; input < inputs; input++) {
      expect(stage.plain.views.columns.starts[input]).toBe(input * stage.plain.views.columns.capacity)
      expectListed(stage.plain.views, inputs, input, from, to)
    }
    // Whatever units it is called for, all entries are sorted.
    const pieces = stage.run((kernels, { sparse, minibatch, columns, weights, out }) => {
      kernels.sparseProduct(sparse, weights, out, { minibatch, rows: given, units: right })
      kernels.sparseProduct(sparse, weights, out, { minibatch, rows: given, units: left }, columns)
    }, outputs)
    const { out, columns: sorted } = stage.plain.views
    expectSame(whole, pieces, out.values, 'in pieces')
    expectSame(whole, pieces, sorted.ends, 'ends')
    for (let input = 0; input < inputs; input++) expectListed(stage.plain.views, inputs, input, from, to)
    const apart = stage.run(
      (kernels, { sparse, minibatch, weights, out }) =>
        kernels.sparseProduct(sparse, weights, out, { minibatch, rows: given, units: all(out) }),
      outputs,
    )
    expectSame(whole, apart, out.values, 'without sorting')
  })
})

test('sparseProduct sorts nothing where the inputs have no capacity', () => {
  sweep((rows, inputs, columns, kind, seed) => {
    const stage = createStage(seed, rows, inputs, columns, kind)
    // Throws where anything but the output is written.
    stage.run(
      (kernels, { sparse, minibatch, withoutCapacity, weights, out }) =>
        kernels.sparseProduct(
          sparse,
          weights,
          out,
          { minibatch, rows: { first: 0, last: rows }, units: all(out) },
          withoutCapacity,
        ),
      ({ out }) => rowsOf(out, 0, rows),
    )
  })
})

test('a gradient of cells with gaps between them has the bits of one without', () => {
  sweep((rows, inputs, columns, kind, seed) => {
    const stage = createStage(seed, rows, inputs, columns, kind)
    const outputs = ({ out, gradient, columns }: Views) => [
      ...rowsOf(out, 0, rows),
      ...rowsOf(gradient, 0, inputs),
      ...sortedRanges(columns, 0, inputs),
    ]
    const region = (units: Range) => ({
      rows: { first: 0, last: rows },
      inputs: { first: 0, last: inputs },
      units,
    })
    const onTheWay = stage.run((kernels, views) => {
      const { sparse, minibatch, columns, weights, out, deltas, gradient, update } = views
      const whole = { minibatch, ...region(all(out)) }
      kernels.sparseProduct(sparse, weights, out, whole, columns)
      kernels.sparseGradient(sparse, columns, deltas, gradient, whole, update)
    }, outputs)
    const apart = stage.run((kernels, views) => {
      const { sparse, minibatch, columns, deltas, gradient, update } = views
      const whole = { minibatch, ...region(all(gradient)) }
      kernels.sortByInput(sparse, columns, whole)
      kernels.sparseGradient(sparse, columns, deltas, gradient, whole, update)
    }, outputs)
    expectSame(onTheWay, apart, stage.plain.views.gradient.values, 'gradient')
  })
})
