import {
  adam,
  adamw,
  momentum as heavyBall,
  nesterov,
  rmsprop,
  sgd,
  type UpdateRule,
  UsageError,
} from '@antigrad/core'

interface Asked {
  readonly optimizer: UpdateRule['name']
  readonly momentum?: number
  readonly weightDecay?: number
}

/**
 * The update rule of an optimizer, with PyTorch's numbers where none are asked for.
 * @throws UsageError for a momentum of a rule that has none
 */
export function updateRule({ optimizer, momentum, weightDecay }: Asked): UpdateRule {
  const decay = weightDecay === undefined ? {} : { weightDecay }
  const mass = momentum === undefined ? {} : { momentum }
  if (momentum !== undefined && optimizer !== 'momentum' && optimizer !== 'nesterov') {
    throw new UsageError(
      `--momentum ${momentum}: expected with --optimizer momentum or nesterov, found ${optimizer}`,
    )
  }
  switch (optimizer) {
    case 'sgd':
      return sgd(decay)
    case 'momentum':
      return heavyBall({ ...decay, ...mass })
    case 'nesterov':
      return nesterov({ ...decay, ...mass })
    case 'rmsprop':
      return rmsprop(decay)
    case 'adam':
      return adam(decay)
    case 'adamw':
      return adamw(decay)
  }
}
