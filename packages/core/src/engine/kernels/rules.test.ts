// The update rules in `descend` and `updateWeights`: the same bits in all implementations, and the formulas.
import { describe, expect, test } from 'vitest'
import { indexOf, type Matrix, paddedColumns } from '../../network/matrix.js'
import { createRandom, type Random } from '../../random.js'
import type { Arena } from '../arena.js'
import { BiasCorrections } from '../bias-corrections.js'
import { allocateUpdate, prepareUpdate, type Step, type Update } from '../update.js'
import { adam, adamw, momentum, nesterov, rmsprop, sgd, statesOf, type UpdateRule } from '../update-rule.js'
import {
  combinations,
  firstDifference,
  type Kind,
  NAMES,
  number,
  placeFloats,
  placeMatrix,
  range,
  rowsOf,
  SIZES,
  type Span,
  Stage,
} from './fixtures/stage.js'

const RULES: readonly UpdateRule[] = [
  sgd(),
  sgd({ weightDecay: 0.01 }),
  momentum(),
  momentum({ momentum: 0.5, weightDecay: 0.1 }),
  nesterov(),
  nesterov({ momentum: 0.99, weightDecay: 1e-4 }),
  rmsprop(),
  rmsprop({ alpha: 0.5, epsilon: 1e-3, weightDecay: 0.1 }),
  adam(),
  adam({ beta1: 0, beta2: 0.9, epsilon: 1e-6, weightDecay: 0.01 }),
  adamw(),
  adamw({ weightDecay: 0.5 }),
]
const NAMED = RULES.map((rule) => [JSON.stringify(rule), rule] as const)

const STEP: Step = { rate: 0.01, weight: 3, clip: 0.7, number: 1 }

function placeUpdate(arena: Arena): Update {
  const update = allocateUpdate(arena)
  update.words.fill(0)
  return update
}

/** One of the two first, the parameters or their states: a distance may be negative. */
function placeAround<View>(random: Random, place: () => View): { parameters: View; states: [View, View] } {
  const views = [place(), place(), place()]
  const middle = random.integer(3)
  const [parameters] = views.splice(middle, 1)
  return { parameters, states: [views[0], views[1]] }
}

/** What a rule makes of a parameter and its states, in float64; and the sum of the absolute values of what is added up. */
function exactStep(
  rule: UpdateRule,
  { rate, weight, clip, number: t }: Step,
  gradient: number,
  w: number,
  [first, second]: readonly number[],
): { w: number; states: number[]; size: number } {
  const { weightDecay = 0 } = rule
  const decay = rule.name === 'adamw' ? 0 : weightDecay * w
  const g = (gradient * clip) / weight + decay
  const size = Math.abs(g - decay) + Math.abs(decay)
  const { abs, sqrt } = Math
  switch (rule.name) {
    case 'sgd':
      return { w: w - rate * g, states: [], size: abs(w) + rate * size }
    case 'momentum':
    case 'nesterov': {
      const b = rule.momentum * first + g
      const step = rule.name === 'momentum' ? b : g + rule.momentum * b
      return { w: w - rate * step, states: [b], size: abs(w) + rate * (2 * size + abs(first)) }
    }
    case 'rmsprop': {
      const v = rule.alpha * first + (1 - rule.alpha) * g * g
      const factor = rate / (sqrt(v) + rule.epsilon)
      return { w: w - factor * g, states: [v], size: abs(w) + factor * size }
    }
    case 'adam':
    case 'adamw': {
      const m = rule.beta1 * first + (1 - rule.beta1) * g
      const v = rule.beta2 * second + (1 - rule.beta2) * g * g
      const factor = rate / (1 - rule.beta1 ** t) / (sqrt(v / (1 - rule.beta2 ** t)) + rule.epsilon)
      const kept = rule.name === 'adamw' ? w * (1 - rate * weightDecay) : w
      return { w: kept - factor * m, states: [m, v], size: abs(w) + factor * (abs(first) + size) }
    }
  }
}

/** Equal to 1e-5 of the terms of the sum, or as far as subnormal numbers go. */
function expectNear(found: number, exact: number, size: number, what: string): void {
  if (!(Math.abs(found - exact) <= 1e-5 * size + 1e-37)) throw new Error(`${what}: ${found}, not ${exact}`)
}

/** Whether its last state is a mean of squares, and so not below 0. */
function hasSquares({ name }: UpdateRule): boolean {
  return name === 'rmsprop' || name === 'adam' || name === 'adamw'
}

function flatStage(rule: UpdateRule, length: number, kind: Kind, seed: number) {
  const states = statesOf(rule)
  return new Stage(seed, (arena, random) => {
    const around = placeAround(random, () => placeFloats(arena, length, () => number(random, kind)))
    const { parameters } = around
    const [first, second] = around.states
    if (hasSquares(rule)) {
      const squares = states === 2 ? second : first
      for (let k = 0; k < length; k++) squares[k] = Math.abs(squares[k])
    }
    const gradient = placeFloats(arena, length, () => number(random, kind))
    const update = placeUpdate(arena)
    const distances = {
      toFirst: first.byteOffset - parameters.byteOffset,
      toSecond: second.byteOffset - parameters.byteOffset,
    }
    const step = { ...STEP, number: 1 + random.integer(30) }
    prepareUpdate(update, rule, step, new BiasCorrections(rule), distances)
    return { parameters, states: [first, second].slice(0, states), gradient, update, step }
  })
}

describe.each(NAMED)('%s', (_, rule) => {
  test('descend, at every length, in pieces or at once', () => {
    const random = createRandom(11, 0)
    let seed = 0
    for (const kind of ['random', 'edges'] as const) {
      for (const length of [...SIZES, ...SIZES]) {
        const [first, last] = range(random, length)
        const middle = first + random.integer(last - first + 1)
        const stage = flatStage(rule, length, kind, ++seed)
        const { parameters: w, states, gradient, step } = stage.plain.views
        const old = w.slice()
        const oldStates = states.map((state) => state.slice())
        const outputs = (views: typeof stage.plain.views): Span[] =>
          [views.parameters, ...views.states].map((view) => ({ view, first, last }))
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
        for (let k = first; k < last; k++) {
          const before = oldStates.map((state) => state[k])
          const exact = exactStep(rule, step, gradient[k], old[k], before)
          for (const [n, state] of exact.states.entries()) {
            const g = Math.abs(gradient[k]) + Math.abs(old[k])
            const added = n === states.length - 1 && hasSquares(rule) ? g * g : g
            expectNear(states[n][k], state, Math.abs(before[n]) + added, `state ${n} of ${k}`)
          }
          expectNear(w[k], exact.w, exact.size, `parameter ${k} of ${length}`)
        }
      }
    }
  })

  test('update, of a rectangle of every size: the bits of descend, and the padding stays 0', () => {
    const random = createRandom(12, 0)
    let seed = 0
    for (const [rows, columns] of combinations(2, random, 10_000)) {
      const stage = new Stage(++seed, (arena, random) => {
        const place = (value: () => number) => placeMatrix(arena, rows, columns, value)
        const { parameters, states } = placeAround(random, () =>
          place(() => Math.abs(number(random, 'edges'))),
        )
        const gradient = place(() => number(random, 'random'))
        const update = placeUpdate(arena)
        prepareUpdate(update, rule, STEP, new BiasCorrections(rule), {
          toFirst: states[0].address - parameters.address,
          toSecond: states[1].address - parameters.address,
        })
        return { parameters, states: states.slice(0, statesOf(rule)), gradient, update }
      })
      const [firstInput, lastInput] = range(random, rows)
      const firstUnit = 4 * random.integer(Math.ceil(columns / 4))
      const lastUnit = random.integer(2) === 0 ? columns : Math.min(columns, firstUnit + 4)
      const inputs = { first: firstInput, last: lastInput }
      const units = { first: firstUnit, last: lastUnit }
      const outputs = (views: typeof stage.plain.views): Span[] =>
        [views.parameters, ...views.states].flatMap((matrix) => rowsOf(matrix, firstInput, lastInput, units))
      const rectangle = stage.run(
        (kernels, { parameters, gradient, update }) =>
          kernels.updateWeights(parameters, gradient, { inputs, units }, update),
        outputs,
      )
      expectPaddingZero(stage.plain.views.parameters)
      for (const state of stage.plain.views.states) expectPaddingZero(state)
      const elements = stage.run((kernels, { parameters, gradient, update }) => {
        for (let i = firstInput; i < lastInput; i++) {
          for (let j = firstUnit; j < lastUnit; j++) {
            const first = indexOf(parameters, i, j)
            kernels.descend(parameters.values, gradient.values, { first, last: first + 1 }, update)
          }
        }
      }, outputs)
      expect(firstDifference(rectangle, elements), `${rows} × ${columns}`).toBe(-1)
    }
  })

  test('a weight without a gradient moves where the rule has a mean of gradients or a decay', () => {
    const moves = !('alpha' in rule) && (statesOf(rule) > 0 || (rule.weightDecay ?? 0) > 0)
    for (const name of NAMES) {
      const { kernels, views } = flatStage(rule, 9, 'random', 3)[name]
      const { parameters, gradient, update } = views
      gradient.fill(0)
      const old = parameters.slice()
      kernels.descend(parameters, gradient, { first: 0, last: 9 }, update)
      if (moves) expect(parameters.every((w, k) => w !== old[k])).toBe(true)
      else if (!rule.weightDecay) expect(parameters).toEqual(old)
    }
  })
})

function expectPaddingZero(matrix: Matrix): void {
  for (let n = 0; n < matrix.rows; n++) {
    for (let j = matrix.columns; j < paddedColumns(matrix.columns); j++) {
      if (!Object.is(matrix.values[indexOf(matrix, n, j)], 0)) throw new Error(`padding [${n}, ${j}]`)
    }
  }
}
