import { momentum, type SplitDataset, sgd, Trainer } from '@antigrad/core'
import { openDigits } from '../../rooms/digits/open-digits.js'
import { type Advance, Pacer } from '../../training/pacer.js'
import { troubleOf } from '../../training/trouble.js'
import type { FromWorker, RunSettings, ToWorker } from './protocol.js'

/** Hidden units and seed of every run: only what the page sets makes them differ. */
const HIDDEN = [30]
const SEED = 1

/** Test digits that the page is given to look at. */
const SHOWN = 40

/** Milliseconds of training between two looks at the messages, and between two evaluations for the page. */
const SLICE = 6
const PROGRESS = 90

/** Steps a second: slowly an epoch in minibatches of 10 takes sixteen seconds. */
const RATES = { slow: 50, fast: Number.POSITIVE_INFINITY }

let opened: Promise<SplitDataset> | undefined
let run: Run | undefined

const pacer = new Pacer({
  rates: RATES,
  advance: (most) => run?.advance(most) ?? { steps: 1, epochEnded: true },
  rested: (number) => {
    run?.tell()
    say({ type: 'rested', number })
  },
  failed,
})

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'open') {
    opened = openDigits(data.url).then((of) => of(SEED))
    opened.then(show, failed)
  } else if (data.type === 'begin') {
    opened?.then((dataset) => {
      run = new Run(dataset, data.settings, data.order)
    }, failed)
  } else opened?.then(() => pacer.obey(data), failed)
})

function show({ test: { features, labels, inputs } }: SplitDataset): void {
  if (!(features instanceof Uint8Array) || !labels) throw new Error('the digits are not labelled bytes')
  say({ type: 'opened', images: features.slice(0, SHOWN * inputs), labels: labels.slice(0, SHOWN) })
}

/** One run, from its beginning until another is begun. */
class Run {
  readonly #trainer: Trainer
  readonly #count: number
  readonly #settings: RunSettings
  readonly #order: number
  #steps = 0
  #epochs = 0
  #done = 0
  #within = false
  #told = 0
  #toldSteps = 0

  constructor(dataset: SplitDataset, settings: RunSettings, order: number) {
    const { momentum: rate, ...rest } = settings
    const update = rate > 0 ? momentum({ momentum: rate }) : sgd()
    this.#trainer = new Trainer({ dataset, hidden: HIDDEN, seed: SEED, update, ...rest })
    this.#count = dataset.train.count
    this.#settings = settings
    this.#order = order
    this.tell(true)
  }

  advance(most: number): Advance {
    const { batchSize } = this.#settings
    if (!this.#within) {
      this.#trainer.beginEpoch()
      this.#within = true
      this.#done = 0
    }
    const end = performance.now() + SLICE
    let taken = 0
    while (this.#within && taken < most && performance.now() < end) {
      this.#within = this.#trainer.steps(1)
      taken++
      this.#done = Math.min(this.#count, this.#done + batchSize)
    }
    this.#steps += taken
    if (!this.#within) {
      this.#epochs++
      this.#done = 0
      this.tell(true)
    } else if (performance.now() - this.#told > PROGRESS) this.tell()
    return { steps: taken, epochEnded: !this.#within }
  }

  /** Tells the page how it stands, unless it knows. */
  tell(ended = false): void {
    if (!ended && this.#toldSteps === this.#steps) return
    this.#told = performance.now()
    this.#toldSteps = this.#steps
    const { loss, accuracy } = this.#trainer.evaluate()
    say({
      type: 'snapshot',
      order: this.#order,
      steps: this.#steps,
      epochs: this.#epochs + this.#done / this.#count,
      parameters: this.#trainer.network.parameters.slice(),
      ended,
      trainLoss: ended && this.#epochs > 0 ? this.#trainer.result.loss : Number.NaN,
      testLoss: loss,
      accuracy,
    })
  }
}

function failed(error: unknown): void {
  say({ type: 'failed', trouble: troubleOf(error) })
}

function say(message: FromWorker): void {
  postMessage(message)
}
