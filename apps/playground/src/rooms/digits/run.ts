import type { SplitDataset } from '@antigrad/core'
import { findAilments } from '@antigrad/core/internal'
import { weightsHash } from '../../training/hash.js'
import type { PaceCommand } from '../../training/pace.js'
import { type Advance, Pacer } from '../../training/pacer.js'
import { troubleOf } from '../../training/trouble.js'
import { type Learner, startLearner } from './learner.js'
import type { FromWorker, Progress, RunSettings } from './protocol.js'

interface RunOptions {
  readonly settings: RunSettings
  readonly threads: number
  readonly dataset: Promise<SplitDataset>
  readonly tell: (message: FromWorker) => void
}

/** Steps a second. Slowly an epoch in minibatches of 10 takes 16 seconds. */
const RATES = { slow: 50, fast: Number.POSITIVE_INFINITY }

/** Milliseconds between two evaluations for the page. */
const PROGRESS = 60

/** One run of training, from its beginning to its end or until it is given up. It rests until a pace is set. */
export class Run {
  readonly #options: RunOptions
  readonly #opening: Promise<{ readonly learner: Learner; readonly train: SplitDataset['train'] }>
  readonly #pacer = new Pacer({
    rates: RATES,
    advance: (most) => this.#advance(most),
    rested: (number) => this.#rested(number),
    failed: (error) => this.#failed(error),
  })
  #stopped = false
  /** Of the epochs that have ended. */
  readonly #losses: number[] = []
  /** Milliseconds of training. */
  #busy = 0
  /** When the page was told last, whether it knows all that was trained since, and whether it has drawn it. */
  #told = 0
  #upToDate = true
  #seen = true

  constructor(options: RunOptions) {
    this.#options = options
    this.#opening = this.#open()
    this.#opening.catch((error) => this.#failed(error))
  }

  obey(command: PaceCommand): void {
    this.#pacer.obey(command)
  }

  /** The page has drawn what it was told last. */
  seen(): void {
    this.#seen = true
  }

  /** Gives it up. */
  stop(): void {
    this.#stopped = true
    this.#pacer.rest()
    this.#close()
  }

  async #open() {
    const { settings, threads } = this.#options
    const dataset = await this.#options.dataset
    return { learner: await startLearner(settings, dataset, threads), train: dataset.train }
  }

  async #close(): Promise<void> {
    const { learner } = await this.#opening
    await learner.close()
  }

  async #advance(most: number): Promise<Advance> {
    const { learner, train } = await this.#opening
    const { batchSize, epochs } = this.#options.settings
    const before = learner.done
    const began = performance.now()
    const result = await learner.advance(most)
    const now = performance.now()
    this.#busy += now - began
    this.#upToDate = false
    if (result) {
      const { epoch, loss, accuracy } = result
      this.#losses.push(loss)
      const { network } = learner
      const hash = await weightsHash(network)
      const ailments = findAilments({ losses: this.#losses, network, train })
      const progress = await this.#progress()
      this.#tell({ type: 'epoch', epoch, loss, accuracy, ailments, hash, progress })
      if (epoch === epochs) this.#pacer.rest()
    } else if (this.#seen && now - this.#told > PROGRESS) await this.#tellProgress()
    const done = result ? train.count : learner.done
    return { steps: Math.ceil((done - before) / batchSize), epochEnded: result !== undefined }
  }

  async #rested(number: number): Promise<void> {
    if (!this.#upToDate) await this.#tellProgress()
    this.#tell({ type: 'rested', number })
    if (this.#losses.length < this.#options.settings.epochs) return
    this.#tell({ type: 'finished' })
    await this.#close()
  }

  async #tellProgress(): Promise<void> {
    this.#seen = false
    this.#tell({ type: 'progress', progress: await this.#progress() })
  }

  async #progress(): Promise<Progress> {
    const { learner, train } = await this.#opening
    const { architecture, parameters } = learner.network
    const evaluation = await learner.evaluate()
    const epochs = this.#losses.length + learner.done / train.count
    this.#told = performance.now()
    this.#upToDate = true
    return {
      epochs,
      examplesPerSecond: (epochs * train.count * 1000) / this.#busy,
      sizes: architecture.sizes,
      parameters: parameters.slice(),
      evaluation,
    }
  }

  #failed(error: unknown): void {
    this.#tell({ type: 'failed', trouble: troubleOf(error) })
  }

  /** A run that was given up has nothing more to say: the page may show the next one already. */
  #tell(message: FromWorker): void {
    if (!this.#stopped) this.#options.tell(message)
  }
}
