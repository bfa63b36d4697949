import { reference, schedules } from '@antigrad/core/internal'
import type { textbook } from '@antigrad/core/lecture'
import type { Case } from './cases.js'

/** What a run comes to: in Python and here. */
export interface Outcome {
  /** Of each step. */
  readonly losses: readonly number[]
  /** In the order of `reference.flatten`. */
  readonly parameters: readonly number[]
  /** Of each step. */
  readonly rates: readonly number[]
}

/** The run by the reference. */
export function trainReference(one: Case): Outcome {
  const network: reference.ReferenceNetwork = {
    layers: one.layers.map(
      ({ weights, biases }): textbook.TextbookLayer => ({
        weights: {
          rows: weights.length,
          columns: weights[0].length,
          values: Float64Array.from(weights.flat()),
        },
        biases: Float64Array.from(biases),
      }),
    ),
    activations: one.activations,
  }
  const { classWeights, ...objective } = one.objective
  const recipe: reference.Recipe = {
    objective: { ...objective, ...(classWeights ? { classWeights: Float64Array.from(classWeights) } : {}) },
    rule: one.rule,
    ...(one.clipNorm === undefined ? {} : { clipNorm: one.clipNorm }),
  }
  const examples = one.inputs.map(
    (input, n): reference.ReferenceExample => ({
      input: Float64Array.from(input),
      label: Float64Array.from(one.labels[n]),
      ...(one.weights ? { weight: one.weights[n] } : {}),
      ...(one.dropout ? { dropout: one.dropout.map((factors) => Float64Array.from(factors[n])) } : {}),
    }),
  )
  let descent = reference.beginDescent(reference.flatten(network.layers))
  const losses: number[] = []
  const rates: number[] = []
  for (const [step, rows] of one.minibatches.entries()) {
    const rate = schedules.rateAt(one.schedule, one.learningRate, step, one.run)
    const minibatch = rows.map((n) => examples[n])
    const taken = reference.trainStep(network, recipe, descent, minibatch, rate)
    descent = taken.descent
    losses.push(taken.loss)
    rates.push(rate)
  }
  return { losses, parameters: [...descent.parameters], rates }
}
