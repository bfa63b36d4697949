import { type Dataset, type Evaluation, type Network, UsageError } from '@antigrad/core'
import type { TableForm } from '@antigrad/data'
import { METRICS, type MetricName, measure } from './metric.js'
import type { Best } from './state.js'

/** Whoever trains a network, and can say what it is now. */
interface Trainer {
  readonly network: Network
  /** Writes the parameters that are evaluated. */
  copyParameters(network: Network): void
}

/** What patience goes by: a metric on the validation part, epoch by epoch. */
export class Watch {
  readonly #name: MetricName
  readonly #validation: Dataset
  readonly #form: TableForm | undefined
  /** One for all epochs: each has memory of its own. */
  #network: Network | undefined

  constructor(name: MetricName, validation: Dataset, form: TableForm | undefined) {
    this.#name = name
    this.#validation = validation
    this.#form = form
  }

  /** Whether it is another number than the loss in validation. */
  get isOwn(): boolean {
    return this.#name !== 'error'
  }

  /**
   * The metric after an epoch.
   * @param evaluation of the validation part
   * @throws UsageError where it is undefined: nothing would ever be better
   */
  valueOf(trainer: Trainer, evaluation: Evaluation): number {
    const examples = { examples: this.#validation, form: this.#form }
    const value = measure(this.#name, examples, evaluation, () => this.#outputsOf(trainer))
    if (!Number.isNaN(value)) return value
    throw new UsageError(
      `--metric ${this.#name}: undefined for what this network says of the examples of validation; --metric error is not`,
    )
  }

  /** Whether a value is better than that of the best epoch so far. */
  isBetter(value: number, best: Best | undefined): boolean {
    if (!best) return true
    const before = best.metric ?? best.valLoss
    return METRICS[this.#name].better === 'higher' ? value > before : value < before
  }

  #outputsOf(trainer: Trainer): Float32Array {
    this.#network ??= trainer.network
    // What is evaluated may be an average of the weights.
    trainer.copyParameters(this.#network)
    return this.#network.predictBatch(this.#validation.features)
  }
}
