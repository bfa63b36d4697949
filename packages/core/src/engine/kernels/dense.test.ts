import { describe, expect, test } from 'vitest'
import { indexOf, type Matrix, paddedColumns } from '../../network/matrix.js'
import { createRandom, type Random } from '../../random.js'
import {
  combinations,
  firstDifference,
  type Kind,
  number,
  placeMatrix,
  placeOutput,
  placeUpdateOf,
  range,
  rowsOf,
  Stage,
  within,
} from './fixtures/stage.js'

const KINDS: readonly Kind[] = ['random', 'edges']
const MOST = 60_000

/** Calls `check` with every size in every role, for both kinds of numbers. */
function sweep(
  roles: number,
  check: (sizes: readonly number[], random: Random, kind: Kind, seed: number) => void,
): void {
  const random = createRandom(roles, 0)
  let seed = 0
  for (const kind of KINDS) {
    for (const sizes of combinations(roles, random, MOST)) {
      try {
        check(sizes, random, kind, ++seed)
      } catch (error) {
        throw new Error(`${sizes.join(' × ')}, ${kind}`, { cause: error })
      }
    }
  }
}

function expectPaddingZero({ columns, values, rows }: Matrix, from: number, to: number): void {
  for (let n = from; n < to; n++) {
    for (let j = columns; j < paddedColumns(columns); j++) {
      const at = indexOf({ rows, columns, values, address: 0, record: 0 }, n, j)
      if (!Object.is(values[at], 0)) throw new Error(`padding of row ${n}: ${values[at]}`)
    }
  }
}

describe('product', () => {
  test.each([
    ['with biases', 1],
    ['without', 0],
  ])('%s: rows and terms and columns of every size', (_, biased) => {
    sweep(3, ([rows, inputs, columns], random, kind, seed) => {
      const [from, to] = range(random, rows)
      const [first, last] = range(random, inputs)
      const terms = first < last ? { first, last } : { first: 0, last: inputs }
      // What lies elsewhere cannot matter.
      const isTerm = (i: number): boolean =>
        (terms.first <= i && i < terms.last) || (i === inputs && terms.last === inputs)
      const stage = new Stage(seed, (arena, random) => ({
        inputs: placeMatrix(arena, rows, inputs, (n, i) =>
          from <= n && n < to && isTerm(i) ? number(random, kind) : Number.NaN,
        ),
        weights: placeMatrix(arena, inputs + biased, columns, (i) =>
          isTerm(i) ? number(random, kind) : Number.NaN,
        ),
        out: placeOutput(arena, rows, columns),
      }))
      const { inputs: x, weights, out } = stage.plain.views
      const whole = stage.run(
        (kernels, { inputs, weights, out }) =>
          kernels.product(inputs, weights, out, { rows: { first: from, last: to }, inputs: terms }),
        ({ out }) => rowsOf(out, from, to),
      )
      expectPaddingZero(out, from, to)
      for (let n = from; n < to; n++) {
        for (let j = 0; j < columns; j++) {
          let [exact, size] = [0, 0]
          for (let i = terms.first; i < (isTerm(inputs) ? inputs + biased : terms.last); i++) {
            const product =
              (i < inputs ? x.values[indexOf(x, n, i)] : 1) * weights.values[indexOf(weights, i, j)]
            exact += product
            size += Math.abs(product)
          }
          const found = out.values[indexOf(out, n, j)]
          if (!within(found, exact, size, terms.last - terms.first))
            throw new Error(`[${n}, ${j}]: ${exact} came out as ${found}`)
        }
      }
      const middle = from + random.integer(to - from + 1)
      const pieces = stage.run(
        (kernels, { inputs, weights, out }) => {
          kernels.product(inputs, weights, out, { rows: { first: middle, last: to }, inputs: terms })
          kernels.product(inputs, weights, out, { rows: { first: from, last: middle }, inputs: terms })
        },
        ({ out }) => rowsOf(out, from, to),
      )
      expect(firstDifference(whole, pieces)).toBe(-1)
    })
  })
})

/** What an update makes of out: exact, and the size of what was rounded on the way. */
function updated(out: number, rate: number | 'store', exact: number, size: number): [number, number] {
  return rate === 'store' ? [exact, size] : [out - rate * exact, Math.abs(out) + Math.abs(rate) * size]
}

describe('gradient', () => {
  test.each(['store', 0, 0.3, 3] as const)(
    'at rate %s: rows and inputs and columns of every size',
    (rate) => {
      sweep(3, ([rows, terms, columns], random, kind, seed) => {
        const factor = rate === 'store' ? rate : Math.fround(rate)
        const [from, to] = range(random, rows)
        const [first, last] = range(random, terms)
        const summed = { first: from, last: to }
        const stage = new Stage(seed, (arena, random) => {
          const row = (n: number) => (from <= n && n < to ? number(random, kind) : Number.NaN)
          return {
            inputs: placeMatrix(arena, rows, terms, row),
            deltas: placeMatrix(arena, rows, columns, row),
            out: placeMatrix(arena, terms + 1, columns, () => number(random, kind)),
            update: placeUpdateOf(arena, factor),
          }
        })
        const { inputs, deltas, out } = stage.plain.views
        const old = out.values.slice()
        const whole = stage.run(
          (kernels, { inputs, deltas, out, update }) =>
            kernels.gradient(inputs, deltas, out, { rows: summed, inputs: { first, last } }, update),
          ({ out }) => rowsOf(out, first, last),
        )
        expectPaddingZero(out, first, last)
        for (let i = first; i < last; i++) {
          for (let j = 0; j < columns; j++) {
            let [sum, size] = [0, 0]
            for (let n = from; n < to; n++) {
              const product = inputs.values[indexOf(inputs, n, i)] * deltas.values[indexOf(deltas, n, j)]
              sum += product
              size += Math.abs(product)
            }
            const at = indexOf(out, i, j)
            const [exact, bound] = updated(old[at], factor, sum, size)
            if (!within(out.values[at], exact, bound, to - from + 2)) {
              throw new Error(`[${i}, ${j}]: ${exact} came out as ${out.values[at]}`)
            }
          }
        }
        const middle = first + random.integer(last - first + 1)
        const pieces = stage.run(
          (kernels, { inputs, deltas, out, update }) => {
            const [left, right] = [
              { first, last: middle },
              { first: middle, last },
            ]
            kernels.gradient(inputs, deltas, out, { rows: summed, inputs: left }, update)
            kernels.gradient(inputs, deltas, out, { rows: summed, inputs: right }, update)
          },
          ({ out }) => rowsOf(out, first, last),
        )
        expect(firstDifference(whole, pieces)).toBe(-1)
      })
    },
  )
})

describe('biasGradient', () => {
  test.each(['store', 0, 0.3, 3] as const)('at rate %s: rows and columns of every size', (rate) => {
    sweep(2, ([rows, columns], random, kind, seed) => {
      const factor = rate === 'store' ? rate : Math.fround(rate)
      const [from, to] = range(random, rows)
      const stage = new Stage(seed, (arena, random) => ({
        deltas: placeMatrix(arena, rows, columns, (n) =>
          from <= n && n < to ? number(random, kind) : Number.NaN,
        ),
        out: placeMatrix(arena, 3, columns, () => number(random, kind)),
        update: placeUpdateOf(arena, factor),
      }))
      const { deltas, out } = stage.plain.views
      const old = out.values.slice()
      stage.run(
        (kernels, { deltas, out, update }) => {
          const region = { rows: { first: from, last: to }, units: { first: 0, last: columns } }
          kernels.biasGradient(deltas, out, region, update)
        },
        ({ out }) => rowsOf(out, 2, 3),
      )
      expectPaddingZero(out, 2, 3)
      for (let j = 0; j < columns; j++) {
        let [sum, size] = [0, 0]
        for (let n = from; n < to; n++) {
          sum += deltas.values[indexOf(deltas, n, j)]
          size += Math.abs(deltas.values[indexOf(deltas, n, j)])
        }
        const at = indexOf(out, 2, j)
        const [exact, bound] = updated(old[at], factor, sum, size)
        expect(within(out.values[at], exact, bound, to - from + 2), `column ${j}`).toBe(true)
      }
    })
  })
})

describe('transpose', () => {
  test.each([
    ['with a row of biases', 1],
    ['without', 0],
  ])('%s: inputs and outputs of every size, bit by bit', (_, biased) => {
    sweep(2, ([inputs, outputs], random, kind, seed) => {
      const stage = new Stage(seed, (arena, random) => ({
        weights: placeMatrix(arena, inputs + biased, outputs, () => number(random, kind)),
        transposed: placeOutput(arena, outputs, inputs),
      }))
      const output = ({ transposed }: { transposed: Matrix }) => rowsOf(transposed, 0, outputs)
      const whole = stage.run(
        (kernels, { weights, transposed }) =>
          kernels.transpose(weights, transposed, { inputs: { first: 0, last: inputs } }),
        output,
      )
      const middle = 4 * random.integer(Math.floor(inputs / 4) + 1)
      const pieces = stage.run((kernels, { weights, transposed }) => {
        kernels.transpose(weights, transposed, { inputs: { first: middle, last: inputs } })
        kernels.transpose(weights, transposed, { inputs: { first: 0, last: middle } })
      }, output)
      expect(firstDifference(whole, pieces)).toBe(-1)
      const { weights, transposed } = stage.plain.views
      expectPaddingZero(transposed, 0, outputs)
      for (let i = 0; i < inputs; i++) {
        for (let j = 0; j < outputs; j++) {
          const [w, t] = [
            weights.values[indexOf(weights, i, j)],
            transposed.values[indexOf(transposed, j, i)],
          ]
          if (!Object.is(w, t)) throw new Error(`[${j}, ${i}]: ${t}, not ${w}`)
        }
      }
    })
  })
})
