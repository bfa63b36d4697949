import { describe, expect, test } from 'vitest'
import { indexOf, type Matrix } from '../../network/matrix.js'
import { createRandom } from '../../random.js'
import type { Range } from '../range.js'
import {
  all,
  createStage,
  expectSame,
  halves,
  rangeOf,
  sortedRanges,
  sweep,
  type Views,
} from './fixtures/sparse-stage.js'
import { range, rowsOf } from './fixtures/stage.js'
import type { Kernels, Region } from './kernels.js'

test('sparseProduct has the bits of gather and product, whatever rows it is called for', () => {
  sweep((rows, inputs, columns, kind, seed) => {
    const random = createRandom(seed, 1)
    const [from, to] = range(random, rows)
    const middle = from + random.integer(to - from + 1)
    const given = rangeOf([from, to])
    const stage = createStage(seed, rows, inputs, columns, kind)
    const outputs = ({ out }: Views) => rowsOf(out, from, to)
    const whole = stage.run(
      (kernels, { sparse, minibatch, weights, out }) =>
        kernels.sparseProduct(sparse, weights, out, { minibatch, rows: given, units: all(out) }),
      outputs,
    )
    const pieces = stage.run((kernels, { sparse, minibatch, weights, out }) => {
      const [left, right] = halves(seed, out)
      const [upper, lower] = [rangeOf([from, middle]), rangeOf([middle, to])]
      kernels.sparseProduct(sparse, weights, out, { minibatch, rows: lower, units: all(out) })
      kernels.sparseProduct(sparse, weights, out, { minibatch, rows: upper, units: right })
      kernels.sparseProduct(sparse, weights, out, { minibatch, rows: upper, units: left })
    }, outputs)
    const dense = stage.run(
      (kernels, { dense, minibatch, inputs, weights, out }) => {
        kernels.gather(dense, inputs, { minibatch, rows: given })
        kernels.product(inputs, weights, out, { rows: given, inputs: all(inputs) })
      },
      (views) => [...rowsOf(views.inputs, from, to), ...outputs(views)],
    )
    const { out } = stage.plain.views
    expectSame(whole, pieces, out.values, 'in pieces')
    expectSame(whole, dense, out.values, 'dense')
  })
})

/** The gradient of a sparse minibatch in both ways: the calls, and what they write beside it. */
const WAYS = {
  sparseGradient: {
    call(kernels: Kernels, views: Views, region: Omit<Region, 'units'>, units: Range[]) {
      const { sparse, columns, deltas, out, update } = views
      kernels.sortByInput(sparse, columns, region)
      for (const range of units)
        kernels.sparseGradient(sparse, columns, deltas, out, { ...region, units: range }, update)
    },
    beside: ({ columns }: Views, { first, last }: Range) => sortedRanges(columns, first, last),
  },
  scatterGradient: {
    call(kernels: Kernels, views: Views, region: Omit<Region, 'units'>, units: Range[]) {
      const { sparse, accumulator, deltas, out, update } = views
      for (const range of units)
        kernels.scatterGradient(sparse, accumulator, deltas, out, { ...region, units: range }, update)
    },
    beside: ({ accumulator: { lit } }: Views) => [{ view: lit, first: 0, last: lit.length }],
  },
}

describe.each(['sparseGradient', 'scatterGradient'] as const)(
  '%s has the bits of gradient, over any rows and inputs',
  (name) => {
    const { call, beside } = WAYS[name]
    test.each(['store', 0, 0.3, 3] as const)('at rate %s', (rate) => {
      const factor = rate === 'store' ? rate : Math.fround(rate)
      sweep((rows, inputs, columns, kind, seed) => {
        const random = createRandom(seed, 1)
        const [from, to] = range(random, rows)
        const [first, last] = range(random, inputs)
        const middle = first + random.integer(last - first + 1)
        const given = rangeOf([from, to])
        const stage = createStage(seed, rows, inputs, columns, kind, factor)
        const outputs = (views: Views) => [
          ...rowsOf(views.out, first, last),
          ...beside(views, { first, last }),
        ]
        const sparse = (kernels: Kernels, views: Views, first: number, last: number) => {
          const { minibatch, out } = views
          call(kernels, views, { minibatch, rows: given, inputs: { first, last } }, halves(seed, out))
        }
        const whole = stage.run((kernels, views) => sparse(kernels, views, first, last), outputs)
        const pieces = stage.run((kernels, views) => {
          sparse(kernels, views, first, middle)
          sparse(kernels, views, middle, last)
        }, outputs)
        const dense = stage.run(
          (kernels, { dense, minibatch, inputs, deltas, out, update }) => {
            kernels.gather(dense, inputs, { minibatch, rows: given })
            kernels.gradient(inputs, deltas, out, { rows: given, inputs: { first, last } }, update)
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
      const { sparse, minibatch, weights, out, deltas, gradient, accumulator, update } = views
      const region = { minibatch, rows: rangeOf([0, rows]), inputs: rangeOf([0, inputs]), units }
      kernels.sparseProduct(sparse, weights, out, region)
      kernels.activate(out, region, 'sigmoid')
      kernels.sortByInput(sparse, views.columns, region)
      kernels.sparseGradient(sparse, views.columns, deltas, gradient, region, update)
      kernels.biasGradient(deltas, gradient, region, update)
      kernels.scatterGradient(sparse, accumulator, deltas, gradient, region, update)
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
    const side = stage[kernels.name]
    side.views.weights.values.fill(-0)
    side.views.deltas.values.fill(-0)
    side.views.out.values.fill(-0)
    act(kernels, side.views)
    return side.views.out
  }
  const { plain, simd, wide } = createStage(4, 5, 9, 6, 'edges')
  const five = rangeOf([0, 5])

  test.each([plain.kernels, simd.kernels, wide.kernels])(
    '$name: a sum of −0 is +0, sparse or dense',
    (kernels) => {
      for (const form of ['sparse', 'dense'] as const) {
        const out = minusZero(kernels, (kernels, { sparse, dense, minibatch, inputs, weights, out }) => {
          const region = { minibatch, rows: five, inputs: all(inputs), units: all(out) }
          if (form === 'sparse') kernels.sparseProduct(sparse, weights, out, region)
          else {
            kernels.gather(dense, inputs, region)
            kernels.product(inputs, weights, out, region)
          }
        })
        for (let n = 0; n < 5; n++) expect(out.values[indexOf(out, n, 3)]).toBe(0)
      }
    },
  )

  test.each([plain.kernels, simd.kernels, wide.kernels])(
    '$name: a weight of −0 without a gradient stays −0',
    (kernels) => {
      for (const form of ['sparse', 'scattered', 'dense'] as const) {
        const out = minusZero(kernels, (kernels, views) => {
          const { sparse, dense, minibatch, columns, accumulator, inputs, deltas, out, update } = views
          const region = { minibatch, rows: five, inputs: rangeOf([0, 9]), units: all(out) }
          if (form === 'scattered') {
            kernels.scatterGradient(sparse, accumulator, deltas, out, region, update)
          } else if (form === 'sparse') {
            kernels.sortByInput(sparse, columns, region)
            kernels.sparseGradient(sparse, columns, deltas, out, region, update)
          } else {
            kernels.gather(dense, inputs, region)
            kernels.gradient(inputs, deltas, out, region, update)
          }
        })
        for (let i = 0; i < 9; i++) expect(out.values[indexOf(out, i, 3)]).toBe(-0)
      }
    },
  )
})
