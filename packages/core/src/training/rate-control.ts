import type { AnyFeatures } from '../dataset.js'
import type { Workspace } from '../engine/workspace.js'
import type { TrainingOptions } from './options.js'
import { checkLearningRate } from './plan.js'
import { storeRate } from './prepare.js'

/** The learning rate of a run, which may change between its epochs. */
export class RateControl {
  readonly #workspace: Workspace
  #options: TrainingOptions<AnyFeatures>
  #losses: readonly number[] = []

  constructor(workspace: Workspace, options: TrainingOptions<AnyFeatures>) {
    this.#workspace = workspace
    this.#options = options
  }

  /** η, what schedules multiply. */
  get learningRate(): number {
    return this.#options.learningRate
  }

  /** @throws UsageError for a rate out of range */
  set learningRate(learningRate: number) {
    checkLearningRate(learningRate, this.#options.batchSize)
    this.#options = { ...this.#options, learningRate }
    storeRate(this.#workspace, this.#options, this.#losses)
  }

  /** Tells a schedule that follows validation the losses of all epochs so far. */
  validated(losses: readonly number[]): void {
    this.#losses = [...losses]
    storeRate(this.#workspace, this.#options, losses)
  }
}
