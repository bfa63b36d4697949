import { RULE, type Update, WORD } from '../../update.js'
import { applyUpdate } from './apply-update.js'

const { fround, sqrt } = Math

/**
 * What a gradient G that is stored ends with, by any rule (assembly/apply-rule.ts): the parameter `at` takes its step, and its
 * states theirs. Formulas: `RULE`.
 * @param memory all of a buffer, because the states lie at a distance from the parameter
 */
export function applyRule(memory: Float32Array, at: number, gradient: number, update: Update): void {
  const { words, numbers } = update
  const w = memory[at]
  const g = fround(fround(numbers[WORD.scale] * gradient) + fround(numbers[WORD.decay] * w))
  const rate = numbers[WORD.rate]
  const first = stateAt(at, words[WORD.toFirst])
  switch (words[WORD.rule]) {
    case RULE.sgdWithDecay:
      memory[at] = fround(w - fround(rate * g))
      break
    case RULE.momentum: {
      const b = fround(fround(numbers[WORD.momentum] * memory[first]) + g)
      memory[first] = b
      memory[at] = fround(w - fround(rate * b))
      break
    }
    case RULE.nesterov: {
      const b = fround(fround(numbers[WORD.momentum] * memory[first]) + g)
      memory[first] = b
      memory[at] = fround(w - fround(rate * fround(g + fround(numbers[WORD.momentum] * b))))
      break
    }
    case RULE.rmsprop: {
      const v = meanSquare(memory[first], g, update)
      memory[first] = v
      memory[at] = fround(w - fround(fround(rate * g) / fround(fround(sqrt(v)) + numbers[WORD.epsilon])))
      break
    }
    case RULE.adam: {
      const second = stateAt(at, words[WORD.toSecond])
      const m = fround(
        fround(numbers[WORD.momentum] * memory[first]) + fround(numbers[WORD.momentumRest] * g),
      )
      const v = meanSquare(memory[second], g, update)
      memory[first] = m
      memory[second] = v
      const divisor = fround(fround(fround(sqrt(v)) * numbers[WORD.correction]) + numbers[WORD.epsilon])
      const step = fround(fround(numbers[WORD.stepSize] * m) / divisor)
      memory[at] = fround(fround(numbers[WORD.keep] * w) - step)
      break
    }
    default:
      applyUpdate(memory, at, gradient, update)
  }
}

/** The mean of g² after a step. */
function meanSquare(v: number, g: number, { numbers }: Update): number {
  return fround(fround(numbers[WORD.squareDecay] * v) + fround(numbers[WORD.squareRest] * fround(g * g)))
}

/** The index of a state. Its distance in bytes is signed, and an address wraps around: both are in 32 bits. */
function stateAt(at: number, distance: number): number {
  return ((4 * at + distance) >>> 0) / 4
}
