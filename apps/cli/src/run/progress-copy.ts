import type { ParallelTrainer } from '@antigrad/parallel'
import type { Progress } from './state.js'

/**
 * A copy of what is known of the examples in the middle of an epoch. The next is made in the memory of the last one: of very many
 * examples each is large, and those that nobody has any more would lie about until garbage is collected.
 */
export class ProgressCopy {
  readonly #classifies: boolean
  #losses: Float32Array | undefined
  #predictions: Float32Array | undefined

  /** @param classifies whether predictions are kept too */
  constructor(classifies: boolean) {
    this.#classifies = classifies
  }

  /** A copy, which holds until the next is made. */
  of({ losses, predictions }: ParallelTrainer['progress']): Progress {
    this.#losses ??= new Float32Array(losses.length)
    this.#losses.set(losses)
    if (!this.#classifies) return { losses: this.#losses }
    this.#predictions ??= new Float32Array(predictions.length)
    this.#predictions.set(predictions)
    return { losses: this.#losses, predictions: this.#predictions }
  }
}
