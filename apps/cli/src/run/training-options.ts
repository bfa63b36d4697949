import { type LayerSpec, type TrainingOptions, UsageError } from '@antigrad/core'
import { headFor } from '../hyperparameters/loss.js'
import type { Asked, Settled } from './config.js'
import { scheduleOf } from './schedule.js'
import { updateRule } from './update-rule.js'

/** What decides the training of a network, of what is asked of a run. */
export type TrainingAsked = Omit<Asked, 'threads' | 'kernels' | 'data' | 'table' | keyof Settled> & Settled

/**
 * What a trainer is told of a run, but for its data and threads.
 * @param classifies whether the data have classes
 * @throws UsageError for what does not go together
 */
export function trainingOptions(
  asked: TrainingAsked,
  classifies: boolean,
): Omit<TrainingOptions, 'dataset' | 'kernels'> {
  const { batchSize, learningRate, epochs, seed, ema, clipNorm } = asked
  const { labelSmoothing, classWeight, augment, inputDropout, freeze } = asked
  const head = headFor(asked.loss, classifies)
  return {
    hidden: layersOf(asked),
    head,
    batchSize,
    learningRate,
    epochs,
    schedule: scheduleOf(asked),
    update: updateRule(asked),
    seed,
    ...(ema !== undefined && { averageDecay: ema }),
    ...(augment && { augmentation: augment }),
    ...(inputDropout !== undefined && { inputDropout }),
    ...(freeze && { freeze }),
    ...(clipNorm !== undefined && { clipNorm }),
    ...(labelSmoothing !== undefined && { labelSmoothing }),
    ...(classWeight !== undefined && { classWeights: classWeight }),
  }
}

function layersOf({ hidden, activation, dropout = [0] }: TrainingAsked): LayerSpec[] {
  if (dropout.length !== 1 && dropout.length !== hidden.length) {
    throw new UsageError(
      `--dropout ${dropout.join(',')}: expected one number, or one for each of ${hidden.length} hidden layers`,
    )
  }
  return hidden.map((units, l) => ({ units, activation, dropout: dropout[l] ?? dropout[0] }))
}
