import { type UpdateRule, UsageError } from '@antigrad/core'
import type { Optimizer } from '../hyperparameters/training.js'

interface Asked {
  readonly optimizer: Optimizer
  readonly momentum?: number
  readonly weightDecay?: number
}

/**
 * The update rule of an optimizer, with PyTorch's numbers where none are asked for.
 * @throws UsageError for a momentum of a rule that has none
 */
export function updateRule({ optimizer, momentum, weightDecay }: Asked): UpdateRule {
  const decays = weightDecay === undefined ? {} : { weightDecay }
  if (optimizer === 'momentum' || optimizer === 'nesterov') {
    return { name: optimizer, momentum: momentum ?? 0.9, ...decays }
  }
  if (momentum !== undefined) {
    throw new UsageError(
      `--momentum ${momentum}: expected with --optimizer momentum or nesterov, found ${optimizer}`,
    )
  }
  switch (optimizer) {
    case 'sgd':
      return { name: 'sgd', ...decays }
    case 'rmsprop':
      return { name: 'rmsprop', alpha: 0.99, epsilon: 1e-8, ...decays }
    case 'adam':
      return { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...decays }
    case 'adamw':
      return { name: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: weightDecay ?? 0.01 }
  }
}
