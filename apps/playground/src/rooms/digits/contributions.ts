import type { Architecture } from '@antigrad/core'
import { indexOf, layerMatrices } from '@antigrad/core/internal'

/** What the units of the last hidden layer add to the preactivation of one output: q = u + Σ Uⱼ yⱼ. */
export interface Contributions {
  /** [units]: Uⱼ yⱼ. */
  readonly terms: Float32Array
  /** u. */
  readonly bias: number
  /** q. */
  readonly sum: number
}

/**
 * @param activations of the last hidden layer
 * @returns undefined of a network without hidden layers
 */
export function contributionsOf(
  architecture: Architecture,
  parameters: Float32Array,
  activations: Float32Array,
  output: number,
): Contributions | undefined {
  if (architecture.layers.length < 2) return undefined
  const matrices = layerMatrices(architecture, parameters)
  const last = matrices[matrices.length - 1]
  const terms = activations.map((y, j) => y * last.values[indexOf(last, j, output)])
  const bias = last.values[indexOf(last, activations.length, output)]
  return { terms, bias, sum: terms.reduce((sum, term) => sum + term, bias) }
}

/** The units whose terms are largest, whatever their sign: at most `most`, the largest first. */
export function strongest(terms: Float32Array, most: number): number[] {
  return [...terms.keys()].sort((a, b) => Math.abs(terms[b]) - Math.abs(terms[a])).slice(0, most)
}
