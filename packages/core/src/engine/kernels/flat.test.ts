import { expect, test } from 'vitest'
import { createRandom } from '../../random.js'
import {
  firstDifference,
  type Kind,
  NAMES,
  number,
  placeFloats,
  placeUpdateOf,
  range,
  SIZES,
  Stage,
  within,
} from './fixtures/stage.js'

/** Calls `check` for every length, with two ranges, for both kinds of numbers. */
function sweep(check: (length: number, first: number, last: number, kind: Kind, seed: number) => void): void {
  const random = createRandom(3, 0)
  let seed = 0
  for (const kind of ['random', 'edges'] as const) {
    for (const length of [...SIZES, ...SIZES]) {
      const [first, last] = range(random, length)
      check(length, first, last, kind, ++seed)
    }
  }
}

test('add, at every length', () => {
  sweep((length, first, last, kind, seed) => {
    const stage = new Stage(seed, (arena, random) => ({
      sum: placeFloats(arena, length, () => number(random, kind)),
      addend: placeFloats(arena, length, () => number(random, kind)),
    }))
    const old = stage.plain.views.sum.slice()
    stage.run(
      (kernels, { sum, addend }) => kernels.add(sum, addend, { first, last }),
      ({ sum }) => [{ view: sum, first, last }],
    )
    const { sum, addend } = stage.plain.views
    for (let k = first; k < last; k++)
      expect(sum[k], `${k} of ${length}`).toBe(Math.fround(old[k] + addend[k]))
  })
})

test('sumOfSquares, at every length: in four lanes, counted from the first', () => {
  sweep((length, first, last, kind, seed) => {
    const stage = new Stage(seed, (arena, random) => ({
      values: placeFloats(arena, length, () => number(random, kind)),
    }))
    const found: number[] = []
    stage.run(
      (kernels, { values }) => {
        found.push(kernels.sumOfSquares(values, { first, last }))
      },
      () => [],
    )
    const lanes = [0, 0, 0, 0]
    let exact = 0
    for (const [k, value] of stage.plain.views.values.subarray(first, last).entries()) {
      lanes[k % 4] = Math.fround(lanes[k % 4] + Math.fround(value * value))
      exact += value * value
    }
    const total = Math.fround(Math.fround(lanes[0] + lanes[2]) + Math.fround(lanes[1] + lanes[3]))
    expect(found).toEqual([total, total, total])
    expect(within(total, exact, exact, length / 4 + 3)).toBe(true)
  })
})

test('a NaN among them makes the sum of squares NaN', () => {
  for (const name of NAMES) {
    for (let at = 0; at < 9; at++) {
      const stage = new Stage(1, (arena) => ({ values: arena.float32(9).fill(1) }))
      const { kernels, views } = stage[name]
      views.values[at] = Number.NaN
      expect(kernels.sumOfSquares(views.values, { first: 0, last: 9 })).toBeNaN()
    }
  }
})

test.each(['store', 0, 0.3, 3] as const)(
  'descend at rate %s, at every length, in pieces or at once',
  (rate) => {
    const factor = rate === 'store' ? rate : Math.fround(rate)
    const random = createRandom(4, 0)
    sweep((length, first, last, kind, seed) => {
      const stage = new Stage(seed, (arena, random) => ({
        parameters: placeFloats(arena, length, () => number(random, kind)),
        gradient: placeFloats(arena, length, () => number(random, kind)),
        update: placeUpdateOf(arena, factor),
      }))
      const old = stage.plain.views.parameters.slice()
      const outputs = ({ parameters }: { parameters: Float32Array }) => [{ view: parameters, first, last }]
      const middle = first + random.integer(last - first + 1)
      const pieces = stage.run((kernels, { parameters, gradient, update }) => {
        kernels.descend(parameters, gradient, { first: middle, last }, update)
        kernels.descend(parameters, gradient, { first, last: middle }, update)
      }, outputs)
      const whole = stage.run(
        (kernels, { parameters, gradient, update }) =>
          kernels.descend(parameters, gradient, { first, last }, update),
        outputs,
      )
      expect(firstDifference(whole, pieces)).toBe(-1)
      const { parameters, gradient } = stage.plain.views
      for (let k = first; k < last; k++) {
        const step = factor === 'store' ? 0 : factor * gradient[k]
        const exact = factor === 'store' ? gradient[k] : old[k] - step
        expect(within(parameters[k], exact, Math.abs(old[k]) + Math.abs(step), 0), `${k} of ${length}`).toBe(
          true,
        )
      }
    })
  },
)
