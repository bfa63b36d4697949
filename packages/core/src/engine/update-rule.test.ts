import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors.js'
import { Arena } from './arena.js'
import { BiasCorrections } from './bias-corrections.js'
import { allocateUpdate, prepareUpdate, RULE, type Step, WORD } from './update.js'
import {
  adam,
  adamw,
  checkUpdateRule,
  isFused,
  momentum,
  nesterov,
  rmsprop,
  sgd,
  statesOf,
  UPDATE_RULES,
  type UpdateRule,
} from './update-rule.js'

const DISTANCES = { toFirst: 64, toSecond: -128 }

function prepared(rule: UpdateRule, step: Partial<Step> = {}) {
  const update = allocateUpdate(new Arena(new ArrayBuffer(64)))
  const whole = { rate: 0.1, weight: 10, clip: 1, number: 1, ...step }
  prepareUpdate(update, rule, whole, new BiasCorrections(rule), DISTANCES)
  return update
}

describe('update rules', () => {
  test('have the defaults of PyTorch, and 0.9 where it has none', () => {
    expect([sgd(), momentum(), nesterov(), rmsprop(), adam(), adamw()]).toEqual([
      { name: 'sgd', weightDecay: 0 },
      { name: 'momentum', momentum: 0.9, weightDecay: 0 },
      { name: 'nesterov', momentum: 0.9, weightDecay: 0 },
      { name: 'rmsprop', alpha: 0.99, epsilon: 1e-8, weightDecay: 0 },
      { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
      { name: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
    ])
    expect([sgd(), momentum(), nesterov(), rmsprop(), adam(), adamw()].map(({ name }) => name)).toEqual([
      ...UPDATE_RULES,
    ])
  })

  test('have states: none, a mean of gradients, of squares, or both', () => {
    expect([sgd(), momentum(), nesterov(), rmsprop(), adam(), adamw()].map(statesOf)).toEqual([
      0, 1, 1, 1, 2, 2,
    ])
  })

  test('of them plain SGD alone is fused with the sum of a gradient', () => {
    expect(
      [sgd(), { name: 'sgd' } as const, sgd({ weightDecay: 0.1 }), momentum(), adamw()].map(isFused),
    ).toEqual([true, true, false, false, false])
  })

  test.each([
    [() => sgd({ weightDecay: -1 }), 'sgd: expected a weight decay from 0, found -1'],
    [() => adamw({ weightDecay: Number.NaN }), 'adamw: expected a weight decay from 0, found NaN'],
    [() => momentum({ momentum: 1 }), 'momentum: expected momentum from 0 to below 1, found 1'],
    [() => nesterov({ momentum: -0.1 }), 'nesterov: expected momentum from 0 to below 1, found -0.1'],
    [() => rmsprop({ alpha: 1.5 }), 'rmsprop: expected alpha from 0 to below 1, found 1.5'],
    [() => rmsprop({ epsilon: 0 }), 'rmsprop: expected epsilon above 0, at least 1e-44, found 0'],
    [() => adam({ beta1: 1 }), 'adam: expected beta1 from 0 to below 1, found 1'],
    [() => adam({ beta2: Number.NaN }), 'adam: expected beta2 from 0 to below 1, found NaN'],
    [() => adam({ epsilon: 1e-60 }), 'adam: expected epsilon above 0, at least 1e-44, found 1e-60'],
    [
      () => checkUpdateRule({ name: 'adagrad' } as unknown as UpdateRule),
      "an update rule as adam() makes it: expected one of sgd, momentum, nesterov, rmsprop, adam, adamw, found 'adagrad'",
    ],
  ])('%s is refused', (create, message) => {
    expect(create).toThrow(new UsageError(message))
  })
})

describe('prepareUpdate', () => {
  test('SGD: one rate, divided in float64 and rounded once', () => {
    for (const [rate, weight] of [
      [0.1, 1],
      [3, 10],
      [0.7, 13],
      [1e-3, 128],
    ]) {
      const { words, numbers } = prepared(sgd(), { rate, weight })
      expect(words[WORD.rule]).toBe(RULE.sgd)
      expect(numbers[WORD.rate]).toBe(Math.fround(rate / weight))
    }
  })

  test('decay is a part of the gradient, but of AdamW one of the weight', () => {
    const decayed = prepared(adam({ weightDecay: 0.5 })).numbers
    expect([decayed[WORD.decay], decayed[WORD.keep]]).toEqual([0.5, 1])
    const kept = prepared(adamw({ weightDecay: 0.5 })).numbers
    expect([kept[WORD.decay], kept[WORD.keep]]).toEqual([0, Math.fround(1 - 0.05)])
    const { words, numbers } = prepared(sgd({ weightDecay: 0.5 }))
    expect([words[WORD.rule], numbers[WORD.decay]]).toEqual([RULE.sgdWithDecay, 0.5])
  })

  test('clipping shortens the gradient, and not the decay', () => {
    const { numbers } = prepared(momentum({ weightDecay: 0.5 }), { clip: 0.25 })
    expect([numbers[WORD.rate], numbers[WORD.scale], numbers[WORD.decay]]).toEqual([
      Math.fround(0.1),
      Math.fround(0.025),
      0.5,
    ])
    expect(prepared(sgd(), { clip: 0.25 }).numbers[WORD.rate]).toBe(Math.fround(0.0025))
  })

  test('distances are signed', () => {
    const { words } = prepared(adam())
    expect([words[WORD.toFirst] | 0, words[WORD.toSecond] | 0]).toEqual([64, -128])
  })

  test('the first step of Adam is corrected in full', () => {
    const { numbers } = prepared(adam())
    expect(numbers[WORD.stepSize]).toBe(Math.fround(0.1 / (1 - 0.9)))
    expect(numbers[WORD.correction]).toBe(Math.fround(1 / Math.sqrt(1 - 0.999)))
  })
})

describe('bias corrections', () => {
  test('are running products', () => {
    const corrections = new BiasCorrections(adam())
    let first = 1
    let second = 1
    for (let t = 1; t < 60_000; t++) {
      first *= 0.9
      second *= 0.999
      const found = corrections.at(t)
      if (found.first !== 1 - first || found.second !== 1 - second) throw new Error(`step ${t}`)
    }
    expect(corrections.at(60_000)).toEqual({ first: 1, second: 1 })
  })

  test('are the same at a step whatever came before it', () => {
    const rule = adam({ beta2: 0.99 })
    const corrections = new BiasCorrections(rule)
    for (const step of [7, 3, 1000, 12, 1e9, 5, 6, 1]) {
      expect(corrections.at(step)).toEqual(new BiasCorrections(rule).at(step))
    }
  })
})
