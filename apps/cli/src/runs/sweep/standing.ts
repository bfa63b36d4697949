import { readCheckpoint } from '@antigrad/store'
import { dataKey, openRunData } from '../../run/data.js'
import { evaluateNetwork } from '../../run/evaluate.js'
import { METRICS, type MetricName, measure } from '../../run/metric.js'
import type { PreparedRun } from '../../run/prepare.js'
import { decodeState, type Saved } from '../../run/restore.js'
import type { RunData } from '../../run/run-data.js'

/** How well a run does in validation, where it stands. */
export interface Standing {
  /** By the metric that the sweep goes by; NaN where it is undefined. */
  readonly value: number
  /** What decides between equals. */
  readonly loss: number
  /** Epochs done. */
  readonly epochs: number
}

/** How runs do, by their names. */
export type Standings = { readonly [name: string]: Standing }

/** Judges runs by their validation parts alone. */
export class Judge {
  readonly #metric: MetricName
  /** The examples of the runs, by what decides them. */
  readonly #data = new Map<string, Promise<RunData>>()

  /** @param prepared runs of which the examples are open: they are not read again */
  constructor(metric: MetricName, prepared: readonly PreparedRun[]) {
    this.#metric = metric
    for (const { asked, data } of prepared) this.#data.set(dataKey(asked), Promise.resolve(data))
  }

  /**
   * How well the run in a folder does; undefined where it has no checkpoint.
   * @throws BadInput where its files are damaged or its data are gone; FileError
   */
  async standingOf(folder: string): Promise<Standing | undefined> {
    const checkpoint = await readCheckpoint(folder, (bytes, file) => void decodeState(bytes, file))
    if (!checkpoint) return undefined
    const saved = decodeState(checkpoint.bytes, checkpoint.file)
    const { best, average, network, position } = saved
    const { dataset, form } = await this.#dataOf(saved)
    const judged = best?.network ?? average ?? network
    const evaluation = evaluateNetwork(judged, dataset.test, checkpoint.file)
    const examples = { examples: dataset.test, form }
    const value = measure(this.#metric, examples, evaluation, () =>
      judged.predictBatch(dataset.test.features),
    )
    return { value, loss: evaluation.loss, epochs: position.epoch - 1 }
  }

  /** Whether the first is better than the second; what is undefined is worse than anything. */
  isBetter(first: Standing, second: Standing): boolean {
    if (Number.isNaN(second.value)) return !Number.isNaN(first.value)
    if (first.value === second.value) return first.loss < second.loss
    const { better } = METRICS[this.#metric]
    return better === 'higher' ? first.value > second.value : first.value < second.value
  }

  #dataOf({ config, forms }: Saved): Promise<RunData> {
    const key = dataKey(config)
    const opened = this.#data.get(key) ?? openRunData(config, forms ? { forms } : {})
    this.#data.set(key, opened)
    return opened
  }
}
