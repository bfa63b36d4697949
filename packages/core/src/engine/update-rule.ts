import { checkOneOf } from '../check-one-of.js'
import { UsageError } from '../errors.js'

/**
 * How a gradient g becomes a step of a parameter w, at the rate η. The forms are PyTorch's; what other libraries do:
 * docs/decisions/0019-update-rules.md. `weightDecay` λ is a part of the gradient, g + λw, of weights and biases alike; nothing
 * where it is left out. Of adamw it is not: there w shrinks by ηλ.
 *
 * Plain data: it is sent to workers and saved with a run.
 */
export type UpdateRule =
  | { readonly name: 'sgd'; readonly weightDecay?: number }
  | { readonly name: 'momentum' | 'nesterov'; readonly momentum: number; readonly weightDecay?: number }
  | {
      readonly name: 'rmsprop'
      readonly alpha: number
      readonly epsilon: number
      readonly weightDecay?: number
    }
  | ({ readonly name: 'adam'; readonly weightDecay?: number } & Moments)
  | ({ readonly name: 'adamw'; readonly weightDecay: number } & Moments)

/** What becomes of the means of g and g² in each step, and what keeps the divisor from 0. */
export interface Moments {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
}

/** The names, in the order in which they are shown. */
export const UPDATE_RULES = [
  'sgd',
  'momentum',
  'nesterov',
  'rmsprop',
  'adam',
  'adamw',
] as const satisfies readonly UpdateRule['name'][]

/** What every constructor takes beside its own: λ ≥ 0. */
interface Decay {
  readonly weightDecay?: number
}

/**
 * Stochastic gradient descent: w ← w − ηg.
 * @throws UsageError for a weight decay below 0
 * @example
 * import { fromRows, sgd, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], update: sgd({ weightDecay: 1e-4 }), batchSize: 10, learningRate: 1, seed: 1 })
 * await trainer.train({ epochs: 3 })
 */
export function sgd({ weightDecay = 0 }: Decay = {}): UpdateRule {
  return checkUpdateRule({ name: 'sgd', weightDecay })
}

/**
 * Heavy ball (Polyak, Some methods of speeding up the convergence of iteration methods, 1964): b ← μb + g; w ← w − ηb.
 * @param options.momentum μ in [0, 1)
 * @throws UsageError outside these ranges
 * @example
 * import { fromRows, momentum, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], update: momentum({ momentum: 0.9 }), batchSize: 10, learningRate: 0.1, seed: 1 })
 * await trainer.train({ epochs: 3 })
 */
export function momentum(options: Decay & { readonly momentum?: number } = {}): UpdateRule {
  return checkUpdateRule({ momentum: 0.9, weightDecay: 0, ...options, name: 'momentum' })
}

/**
 * Nesterov's momentum (Sutskever et al., On the importance of initialization and momentum in deep learning, 2013):
 * b ← μb + g; w ← w − η(g + μb).
 * @param options.momentum μ in [0, 1)
 * @throws UsageError outside these ranges
 * @example
 * import { fromRows, nesterov, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], update: nesterov(), batchSize: 10, learningRate: 0.1, seed: 1 })
 * await trainer.train({ epochs: 3 })
 */
export function nesterov(options: Decay & { readonly momentum?: number } = {}): UpdateRule {
  return checkUpdateRule({ momentum: 0.9, weightDecay: 0, ...options, name: 'nesterov' })
}

/**
 * RMSprop (Hinton, Neural Networks for Machine Learning, lecture 6e, 2012): v ← αv + (1 − α)g²; w ← w − ηg / (√v + ε).
 * @param options.alpha α in [0, 1)
 * @param options.epsilon above 0
 * @throws UsageError outside these ranges
 * @example
 * import { fromRows, rmsprop, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], update: rmsprop(), batchSize: 10, learningRate: 0.01, seed: 1 })
 * await trainer.train({ epochs: 3 })
 */
export function rmsprop(
  options: Decay & { readonly alpha?: number; readonly epsilon?: number } = {},
): UpdateRule {
  return checkUpdateRule({ alpha: 0.99, epsilon: 1e-8, weightDecay: 0, ...options, name: 'rmsprop' })
}

/**
 * Adam (Kingma & Ba, Adam: a method for stochastic optimization, 2015): m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²;
 * w ← w − η m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ) in step t.
 * @param options β₁ and β₂ in [0, 1); ε above 0
 * @throws UsageError outside these ranges
 * @example
 * import { fromRows, adam, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], update: adam(), batchSize: 10, learningRate: 0.01, seed: 1 })
 * await trainer.train({ epochs: 3 })
 */
export function adam(options: Decay & Partial<Moments> = {}): UpdateRule {
  return checkUpdateRule({ ...MOMENTS, weightDecay: 0, ...options, name: 'adam' })
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter, Decoupled weight decay regularization, 2019): first w ← w(1 − ηλ).
 * @param options as of `adam`; λ is 0.01 unless said otherwise
 * @throws UsageError outside these ranges
 * @example
 * import { fromRows, adamw, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], update: adamw({ weightDecay: 0.01 }), batchSize: 10, learningRate: 0.01, seed: 1 })
 * await trainer.train({ epochs: 3 })
 */
export function adamw(options: Decay & Partial<Moments> = {}): UpdateRule {
  return checkUpdateRule({ ...MOMENTS, weightDecay: 0.01, ...options, name: 'adamw' })
}

const MOMENTS: Moments = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }

/** How many numbers of its own a rule keeps for each parameter. */
export function statesOf({ name }: UpdateRule): 0 | 1 | 2 {
  switch (name) {
    case 'sgd':
      return 0
    case 'momentum':
    case 'nesterov':
    case 'rmsprop':
      return 1
    case 'adam':
    case 'adamw':
      return 2
  }
}

/**
 * Whether the kernels that sum a gradient take the step as well (`Update`): of SGD without weight decay. Others take a gradient
 * that is stored.
 */
export function isFused(rule: UpdateRule): boolean {
  return rule.name === 'sgd' && !rule.weightDecay
}

/**
 * The same rule, where all its numbers are in their ranges.
 * @throws UsageError that names the number, otherwise
 */
export function checkUpdateRule(rule: UpdateRule): UpdateRule {
  // Of other libraries a name is enough.
  checkOneOf('an update rule as adam() makes it', rule.name, UPDATE_RULES)
  switch (rule.name) {
    case 'sgd':
      break
    case 'momentum':
    case 'nesterov':
      checkShare(rule.name, 'momentum', rule.momentum)
      break
    case 'rmsprop':
      checkShare(rule.name, 'alpha', rule.alpha)
      checkEpsilon(rule.name, rule.epsilon)
      break
    case 'adam':
    case 'adamw':
      checkShare(rule.name, 'beta1', rule.beta1)
      checkShare(rule.name, 'beta2', rule.beta2)
      checkEpsilon(rule.name, rule.epsilon)
      break
  }
  const { name, weightDecay = 0 } = rule
  if (!(weightDecay >= 0 && weightDecay < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`${name}: expected a weight decay from 0, found ${weightDecay}`)
  }
  return rule
}

/** What is left of a mean after a step. */
function checkShare(rule: string, name: string, value: number): void {
  if (value >= 0 && value < 1) return
  throw new UsageError(`${rule}: expected ${name} from 0 to below 1, found ${value}`)
}

/** A divisor of 0 + ε: it must not be 0 as a float32. */
function checkEpsilon(rule: string, value: number): void {
  if (value < Number.POSITIVE_INFINITY && Math.fround(value) > 0) return
  throw new UsageError(`${rule}: expected epsilon above 0, at least 1e-44, found ${value}`)
}
