import type { UpdateRule } from '../engine/update-rule.js'
import { add, hadamard, scale, subtract, type Vector } from '../lecture/textbook/vector.js'

/** The parameters and what a rule remembers, in the order of `flatten`. */
export interface Descent {
  readonly parameters: Vector
  /** b of momentum and nesterov, m of adam and adamw. */
  readonly first: Vector
  /** v of rmsprop, adam and adamw. */
  readonly second: Vector
  /** β₁ᵗ and β₂ᵗ after t steps, as running products. */
  readonly powers: readonly [number, number]
}

/** Before the first step. */
export function beginDescent(parameters: Vector): Descent {
  const nothing = new Float64Array(parameters.length)
  return { parameters, first: nothing, second: nothing, powers: [1, 1] }
}

/**
 * One step, in PyTorch's forms (1.13). Weight decay is coupled, g ← g + λw, but of adamw; biases decay too.
 * @param gradient g, before weight decay
 * @param rate η of this step
 */
export function descend(rule: UpdateRule, descent: Descent, gradient: Vector, rate: number): Descent {
  const { parameters: w } = descent
  const g = rule.name === 'adamw' ? gradient : add(gradient, scale(rule.weightDecay ?? 0, w))
  switch (rule.name) {
    case 'sgd':
      return { ...descent, parameters: subtract(w, scale(rate, g)) }
    case 'momentum':
    case 'nesterov':
      return momentum(rule, descent, g, rate)
    case 'rmsprop':
      return rmsprop(rule, descent, g, rate)
    case 'adam':
    case 'adamw':
      return adam(rule, descent, g, rate)
  }
}

/** b ← μb + g; w ← w − ηb, of nesterov w − η(g + μb). */
function momentum(
  { name, momentum: μ }: Extract<UpdateRule, { name: 'momentum' | 'nesterov' }>,
  descent: Descent,
  g: Vector,
  rate: number,
): Descent {
  const b = add(scale(μ, descent.first), g)
  const direction = name === 'nesterov' ? add(g, scale(μ, b)) : b
  return { ...descent, first: b, parameters: subtract(descent.parameters, scale(rate, direction)) }
}

/** v ← αv + (1 − α)g²; w ← w − η g / (√v + ε). */
function rmsprop(
  { alpha, epsilon }: Extract<UpdateRule, { name: 'rmsprop' }>,
  descent: Descent,
  g: Vector,
  rate: number,
): Descent {
  const v = mean(alpha, descent.second, hadamard(g, g))
  const direction = g.map((gk, k) => gk / (Math.sqrt(v[k]) + epsilon))
  return { ...descent, second: v, parameters: subtract(descent.parameters, scale(rate, direction)) }
}

/**
 * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
 * Of adamw w is first multiplied by 1 − ηλ.
 */
function adam(
  rule: Extract<UpdateRule, { name: 'adam' | 'adamw' }>,
  descent: Descent,
  g: Vector,
  rate: number,
): Descent {
  const { name, beta1, beta2, epsilon, weightDecay = 0 } = rule
  const m = mean(beta1, descent.first, g)
  const v = mean(beta2, descent.second, hadamard(g, g))
  const powers = [descent.powers[0] * beta1, descent.powers[1] * beta2] as const
  const corrected = scale(1 / (1 - powers[0]), m)
  const direction = corrected.map((mk, k) => mk / (Math.sqrt(v[k] / (1 - powers[1])) + epsilon))
  const kept = name === 'adamw' ? scale(1 - rate * weightDecay, descent.parameters) : descent.parameters
  return { first: m, second: v, powers, parameters: subtract(kept, scale(rate, direction)) }
}

/** β · before + (1 − β) · now. */
function mean(β: number, before: Vector, now: Vector): Vector {
  return add(scale(β, before), scale(1 - β, now))
}
