import { oneDimensional, type textbook } from '@antigrad/core/lecture'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf, lossWith, quantitiesOf, type Situation, type Variable } from './quantities.js'

const weight = fc.double({ min: -3, max: 3, noNaN: true })
const label = fc.double({ min: 0, max: 1, noNaN: true })

function layer(rows: number, columns: number): fc.Arbitrary<textbook.TextbookLayer> {
  const values = (length: number) =>
    fc.array(weight, { minLength: length, maxLength: length }).map((list) => Float64Array.from(list))
  return fc.record({
    weights: values(rows * columns).map((list) => ({ rows, columns, values: list })),
    biases: values(rows),
  })
}

const situation: fc.Arbitrary<Situation> = fc
  .tuple(layer(3, 2), layer(2, 3), fc.tuple(weight, weight), fc.tuple(label, label))
  .map(([first, last, x, l]) => ({
    network: [first, last],
    x: Float64Array.from(x),
    l: Float64Array.from(l),
  }))

const DERIVATIVES: readonly (readonly [Variable, `d${Variable}`])[] = [
  ['V', 'dV'],
  ['v', 'dv'],
  ['p', 'dp'],
  ['y', 'dy'],
  ['U', 'dU'],
  ['u', 'du'],
  ['q', 'dq'],
  ['z', 'dz'],
]

test('every derivative equals the finite difference of ε by its variable', () => {
  fc.assert(
    fc.property(situation, (one) => {
      const now = quantitiesOf(one)
      for (const [variable, derivative] of DERIVATIVES) {
        for (const [index, analytic] of now[derivative].entries()) {
          expect(Math.abs(differenceOf(one, variable, index) - analytic)).toBeLessThan(1e-9)
        }
      }
    }),
    { numRuns: 30 },
  )
})

test('nothing moved is the loss itself', () => {
  fc.assert(
    fc.property(situation, (one) => {
      for (const [variable] of DERIVATIVES) expect(lossWith(one, variable, 0, 0)).toBe(quantitiesOf(one).ε[0])
    }),
  )
})

test('one number each is the one-dimensional case', () => {
  const one: Situation = {
    network: [
      { weights: { rows: 1, columns: 1, values: Float64Array.of(1.2) }, biases: Float64Array.of(-0.4) },
      { weights: { rows: 1, columns: 1, values: Float64Array.of(-1.5) }, biases: Float64Array.of(0.6) },
    ],
    x: Float64Array.of(0.8),
    l: Float64Array.of(0.9),
  }
  const scalar = { V: 1.2, v: -0.4, U: -1.5, u: 0.6 }
  const pass = oneDimensional.forward(scalar, 0.8, 0.9)
  const gradient = oneDimensional.backward(scalar, pass, 0.8, 0.9)
  const now = quantitiesOf(one)
  for (const name of ['p', 'y', 'q', 'z', 'ε'] as const) expect(now[name][0]).toBe(pass[name])
  for (const name of ['z', 'q', 'u', 'U', 'y', 'p', 'v', 'V'] as const) {
    expect(now[`d${name}`][0]).toBe(gradient[`dε_d${name}`])
  }
})
