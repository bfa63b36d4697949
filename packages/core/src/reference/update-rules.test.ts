import { describe, expect, test } from 'vitest'
import type { UpdateRule } from '../engine/update-rule.js'
import type { Vector } from '../lecture/textbook/vector.js'
import { beginDescent, type Descent, descend } from './update-rules.js'

const RATE = 0.25
/** Two steps of one parameter from 1, with the gradients 0.5 and 1; exact in float64 where all are powers of two. */
function twoSteps(rule: UpdateRule): number[] {
  let descent: Descent = beginDescent(Float64Array.of(1))
  return [0.5, 1].map((g) => {
    descent = descend(rule, descent, Float64Array.of(g), RATE)
    return descent.parameters[0]
  })
}

describe('two steps of one parameter', () => {
  test('of sgd, its weight decay a part of the gradient', () => {
    expect(twoSteps({ name: 'sgd' })).toEqual([0.875, 0.625])
    expect(twoSteps({ name: 'sgd', weightDecay: 0.5 })).toEqual([0.75, 0.75 - 0.25 * 1.375])
  })

  test('of momentum: the first b is g', () => {
    expect(twoSteps({ name: 'momentum', momentum: 0.5 })).toEqual([0.875, 0.875 - 0.25 * 1.25])
  })

  test('of nesterov: g + μb', () => {
    expect(twoSteps({ name: 'nesterov', momentum: 0.5 })).toEqual([
      1 - 0.25 * 0.75,
      1 - 0.25 * 0.75 - 0.25 * 1.625,
    ])
  })

  test('of rmsprop: ε outside of the root', () => {
    const [first] = twoSteps({ name: 'rmsprop', alpha: 0.75, epsilon: 0.25 })
    expect(first).toBe(1 - (0.25 * 0.5) / (0.25 + 0.25))
  })

  test('of adam: both means corrected, ε beside the corrected root', () => {
    const rule = { name: 'adam', beta1: 0.5, beta2: 0.75, epsilon: 0.5 } as const
    const [first, second] = twoSteps(rule)
    // m̂ = g, √v̂ = |g|.
    expect(first).toBe(1 - (0.25 * 0.5) / (0.5 + 0.5))
    const m = (0.5 * 0.25 + 0.5 * 1) / 0.75
    const v = (0.75 * 0.0625 + 0.25 * 1) / 0.4375
    expect(second).toBeCloseTo(first - (0.25 * m) / (Math.sqrt(v) + 0.5), 15)
  })

  test('of adamw: w shrinks by ηλ, and the gradient has no part of it', () => {
    const moments = { beta1: 0.5, beta2: 0.75, epsilon: 0.5 }
    const [first] = twoSteps({ name: 'adamw', ...moments, weightDecay: 0.5 })
    expect(first).toBe(1 - 0.25 * 0.5 - 0.125)
    expect(twoSteps({ name: 'adamw', ...moments, weightDecay: 0 })).toEqual(
      twoSteps({ name: 'adam', ...moments }),
    )
  })
})

test('a parameter without a gradient still moves where a rule has moments', () => {
  const moved = (rule: UpdateRule): boolean => {
    const after = descend(rule, beginDescent(Float64Array.of(1)), Float64Array.of(1), RATE)
    const later = descend(rule, after, Float64Array.of(0), RATE)
    return later.parameters[0] !== after.parameters[0]
  }
  expect(moved({ name: 'momentum', momentum: 0.9 })).toBe(true)
  expect(moved({ name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 })).toBe(true)
  expect(moved({ name: 'rmsprop', alpha: 0.99, epsilon: 1e-8 })).toBe(false)
  expect(moved({ name: 'sgd' })).toBe(false)
})

test('a step leaves what it was given as it was', () => {
  const before = beginDescent(Float64Array.of(1, 2))
  const copy = (v: Vector) => [...v]
  const numbers = [before.parameters, before.first, before.second].map(copy)
  descend(
    { name: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
    before,
    Float64Array.of(1, 1),
    RATE,
  )
  expect([before.parameters, before.first, before.second].map(copy)).toEqual(numbers)
})
