import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { between } from '../fixtures/between.js'
import { backward, descend, forward, type ScalarNetwork } from './one-dimensional.js'
import { sigmoid } from './sigmoid.js'
import { centralDifference } from './textbook/central-difference.js'

const within = (bound: number) => between(-bound, bound)
const network = fc.record({ V: within(4), v: within(4), U: within(4), u: within(4) })
const label = between(0, 1)

describe('the one-dimensional network', () => {
  test('goes forward as the formulas say', () => {
    fc.assert(
      fc.property(network, within(4), label, ({ V, v, U, u }, x, l) => {
        const { p, y, q, z, ε } = forward({ V, v, U, u }, x, l)
        expect([p, y]).toEqual([V * x + v, sigmoid(p)])
        expect([q, z]).toEqual([U * y + u, sigmoid(q)])
        expect(Math.abs(ε - 0.5 * (z - l) ** 2)).toBeLessThanOrEqual(1e-16)
      }),
    )
  })

  test('goes back: every partial derivative is what a central difference gives', () => {
    fc.assert(
      fc.property(network, within(4), label, (n, x, l) => {
        const pass = forward(n, x, l)
        const gradient = backward(n, pass, x, l)
        // The loss from each number on: what follows it is computed anew, what precedes it stays.
        const fromZ = (z: number) => ((z - l) * (z - l)) / 2
        const fromQ = (q: number) => fromZ(sigmoid(q))
        const fromY = (y: number) => fromQ(n.U * y + n.u)
        const fromP = (p: number) => fromY(sigmoid(p))
        const lossOf = (changed: Partial<ScalarNetwork>) => forward({ ...n, ...changed }, x, l).ε
        const numeric = {
          dε_dz: centralDifference((offset) => fromZ(pass.z + offset), 1),
          dε_dq: centralDifference((offset) => fromQ(pass.q + offset), 1),
          dε_du: centralDifference((offset) => lossOf({ u: n.u + offset }), 1),
          dε_dU: centralDifference((offset) => lossOf({ U: n.U + offset }), 1),
          dε_dy: centralDifference((offset) => fromY(pass.y + offset), 0.5),
          dε_dp: centralDifference((offset) => fromP(pass.p + offset), 1),
          dε_dv: centralDifference((offset) => lossOf({ v: n.v + offset }), 1),
          dε_dV: centralDifference((offset) => lossOf({ V: n.V + offset }), 0.5),
        }
        expect(Object.keys(gradient)).toEqual(Object.keys(numeric))
        for (const [name, value] of Object.entries(gradient)) {
          const expected = numeric[name as keyof typeof numeric]
          expect(Math.abs(value - expected), name).toBeLessThanOrEqual(1e-12)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('learns: two labels for two inputs, each step against the gradient', () => {
    const examples = [
      { x: 0, l: 0.1 },
      { x: 1, l: 0.8 },
    ]
    let n: ScalarNetwork = { V: 0.5, v: -0.5, U: 1, u: 0 }
    for (let epoch = 0; epoch < 4000; epoch++) {
      for (const { x, l } of examples) n = descend(n, backward(n, forward(n, x, l), x, l), 2)
    }
    for (const { x, l } of examples) expect(Math.abs(forward(n, x, l).z - l)).toBeLessThan(1e-3)
  })

  test('a small step lowers the loss', () => {
    fc.assert(
      fc.property(network, within(4), label, (n, x, l) => {
        const pass = forward(n, x, l)
        const stepped = descend(n, backward(n, pass, x, l), 1e-2)
        expect(forward(stepped, x, l).ε).toBeLessThanOrEqual(pass.ε + 1e-16)
      }),
    )
  })
})
