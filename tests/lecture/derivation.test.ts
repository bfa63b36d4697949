import { readFileSync } from 'node:fs'
import { reference } from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/** docs/derivation.md without its line breaks. */
const TEXT = readFileSync(new URL('../../docs/derivation.md', import.meta.url), 'utf8').replaceAll(
  /\s+/g,
  ' ',
)

const decimals = (value: number) => value.toFixed(6)
const tuple = (values: ArrayLike<number>) => `(${Array.from(values, decimals).join(', ')})`

/** One step of one parameter from 0, and after it. */
function step(rule: reference.UpdateRule, descent: reference.Descent, gradient: number, rate: number) {
  const next = reference.descend(rule, descent, Float64Array.of(gradient), rate)
  return { next, moved: descent.parameters[0] - next.parameters[0] }
}

describe('§9: an activation’s derivative follows from its value', () => {
  test.each<[reference.Activation, (p: number, y: number) => number]>([
    ['sigmoid', (_, y) => y * (1 - y)],
    ['tanh', (_, y) => 1 - y * y],
    ['relu', (p) => (p > 0 ? 1 : 0)],
    ['leaky-relu', (p) => (p > 0 ? 1 : 0.01)],
    ['silu', (p, y) => sigmoid(p) + y * (1 - sigmoid(p))],
    [
      'gelu',
      (p, y) => {
        const σ = sigmoid(2 * Math.sqrt(2 / Math.PI) * (p + 0.044715 * p ** 3))
        return σ + y * (1 - σ) * 2 * Math.sqrt(2 / Math.PI) * (1 + 0.134145 * p ** 2)
      },
    ],
    ['linear', () => 1],
  ])('%s', (activation, derivative) => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (p) => {
        const right = reference.activationDerivative(activation, p)
        expect(Math.abs(derivative(p, reference.activate(activation, p)) - right)).toBeLessThan(1e-12)
      }),
    )
    expect(TEXT).toContain(`| \`${activation}\` | $`)
  })
})

describe('§10.1: softmax and cross-entropy', () => {
  const logits = fc
    .array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 2, maxLength: 8 })
    .map((values) => Float64Array.from(values))

  test('the Jacobian takes ∂ε/∂z to z − l', () => {
    fc.assert(
      fc.property(logits, fc.nat(), (q, n) => {
        const z = reference.softmax(q)
        const l = q.map((_, i) => (i === n % q.length ? 1 : 0))
        const { delta } = reference.rowLoss('softmax-cross-entropy', q, l)
        for (const j of z.keys()) {
          const throughJacobian = z.reduce(
            (sum, zi, i) => sum - (l[i] === 0 ? 0 : l[i] / zi) * zi * ((i === j ? 1 : 0) - z[j]),
            0,
          )
          expect(Math.abs(throughJacobian - delta[j])).toBeLessThan(1e-12)
          expect(Math.abs(z[j] - l[j] - delta[j])).toBeLessThan(1e-12)
        }
      }),
    )
  })

  test('the Jacobian is what central differences of softmax are', () => {
    fc.assert(
      fc.property(logits, (q) => {
        const z = reference.softmax(q)
        for (const i of z.keys()) {
          const numeric = textbook.centralDifference(
            (h) => reference.softmax(q.map((qk, k) => (k === 0 ? qk + h : qk)))[i],
            1,
          )
          expect(Math.abs(z[i] * ((i === 0 ? 1 : 0) - z[0]) - numeric)).toBeLessThan(1e-12)
        }
      }),
    )
  })

  test('the numbers of the text', () => {
    const q = Float64Array.of(2, 1, 0)
    const z = reference.softmax(q)
    const { loss, delta } = reference.rowLoss('softmax-cross-entropy', q, Float64Array.of(0, 1, 0))
    expect(TEXT).toContain(`\\vec z = ${tuple(z)}`)
    expect(TEXT).toContain(`\\varepsilon = ${decimals(loss)}$, $\\vec\\delta = ${tuple(delta)}`)
    expect(TEXT).toContain(
      `first row of the Jacobian is $${tuple(z.map((zj, j) => z[0] * ((j === 0 ? 1 : 0) - zj)))}`,
    )
    const large = Float64Array.of(1000, 998)
    const { loss: ε } = reference.rowLoss('softmax-cross-entropy', large, Float64Array.of(0, 1))
    expect(TEXT).toContain(
      `this one gives $z = ${tuple(reference.softmax(large))}$, and $\\varepsilon = ${decimals(ε)}$`,
    )
    expect(Math.exp(1000)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('§10.2: sigmoid and cross-entropy', () => {
  test('its form from q is the one from z; of two classes a softmax is a sigmoid of the difference', () => {
    const number = fc.double({ min: -15, max: 15, noNaN: true })
    fc.assert(
      fc.property(number, number, fc.constantFrom(0, 1), (q, other, l) => {
        const z = sigmoid(q)
        const { loss, delta } = reference.rowLoss(
          'sigmoid-cross-entropy',
          Float64Array.of(q),
          Float64Array.of(l),
        )
        expect(Math.abs(loss + l * Math.log(z) + (1 - l) * Math.log(1 - z))).toBeLessThan(1e-8)
        expect(Math.abs(((z - l) / (z * (1 - z))) * z * (1 - z) - delta[0])).toBeLessThan(1e-12)
        expect(Math.abs(reference.softmax(Float64Array.of(q, other))[0] - sigmoid(q - other))).toBeLessThan(
          1e-14,
        )
      }),
    )
  })

  test('the numbers of the text', () => {
    const { loss } = reference.rowLoss('sigmoid-cross-entropy', Float64Array.of(40), Float64Array.of(0))
    expect(TEXT).toContain(`For $q = 40$ and $l = 0$ it is ${loss}, where`)
    expect(1 - sigmoid(40)).toBe(0)
  })
})

describe('§11: momentum and Adam', () => {
  test('momentum: ten times as long along a slope, 0.526 across a valley', () => {
    const length = (sign: 1 | -1) => {
      let descent = reference.beginDescent(Float64Array.of(0))
      let moved = 0
      for (let t = 0; t < 500; t++) {
        const taken = step({ name: 'momentum', momentum: 0.9 }, descent, sign ** t, 1)
        descent = taken.next
        moved = Math.abs(taken.moved)
      }
      return moved
    }
    expect(length(1)).toBeCloseTo(10, 9)
    expect(TEXT).toContain('become ten times as long')
    expect(TEXT).toContain(`$b$ tends to $\\pm g/(1 + \\mu)$, ${length(-1).toFixed(3)} of $g$`)
  })

  test('Adam: the first step is η g / (|g| + ε)', () => {
    const rule = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const
    const first = (g: number) => step(rule, reference.beginDescent(Float64Array.of(0)), g, 0.001).moved
    for (const g of [3, 1e-5, -2]) expect(first(g)).toBeCloseTo((0.001 * g) / (Math.abs(g) + 1e-8), 12)
    expect(TEXT).toContain(
      `${first(3).toFixed(3)} for $g = 3$ and ${first(1e-5).toFixed(6)} for $g = 10^{-5}$`,
    )
  })
})

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
