import { describe, expect, test } from 'vitest'
import { indexOf, type Matrix } from '../../network/matrix.js'
import { createRandom } from '../../random.js'
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
import type { Kernels, Range } from './kernels.js'

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
    expectSame(whole, pieces, out.values, 'in pieces')
    expectSame(whole, dense, out.values, 'dense')
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
    beside: ({ columns }: Views, [first, last]: Ends) => sortedRanges(columns, first, last),
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
        expectSame(whole, pieces, out.values, 'in pieces')
        expectSame(whole, dense, out.values, 'dense')
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
        ...sortedRanges(columns, 0, inputs),
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
