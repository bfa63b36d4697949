import type { EpochResult, Evaluation, Network, TrainingOptions } from '@antigrad/core'

export const RUNS: readonly TrainingOptions[]
export const EPOCHS: number
export function leftOf(
  trainer: { readonly network: Network },
  results: readonly EpochResult[],
  evaluation: Evaluation,
): object
