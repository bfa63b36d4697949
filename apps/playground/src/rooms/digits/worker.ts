import type { SplitDataset } from '@antigrad/core'
import { weightsHash } from '../../training/hash.js'
import { type Learner, startLearner } from './learner.js'
import { openDigits } from './open-digits.js'
import type { FromWorker, Progress, RunSettings, ToWorker } from './protocol.js'

/** Milliseconds between two evaluations for the page. */
const PROGRESS = 60

let split: Promise<(seed: number) => SplitDataset> | undefined
let run: Run | undefined

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'open') open(data.url)
  else if (data.type === 'start') start(data.settings, data.threads)
  else if (data.type === 'stop') run?.stop()
  else if (data.type === 'pause') run?.pause()
  else if (data.type === 'resume') run?.resume()
  else run?.seen()
})

function open(url: string): void {
  split = openDigits(url)
  split.then((of) => {
    const { train, test } = of(0)
    tell({ type: 'opened', train: train.count, test: test.count })
  }, fail)
}

function start(settings: RunSettings, threads: number): void {
  run?.stop()
  const mine = new Run(settings, threads)
  run = mine
  split?.then((of) => mine.train(of(settings.seed))).catch(fail)
}

/** One run of training, from its beginning to its end or until it is given up. */
class Run {
  readonly #settings: RunSettings
  readonly #threads: number
  #stopped = false
  #paused: Promise<void> | undefined
  #resume: () => void = () => {}
  #seen = true

  constructor(settings: RunSettings, threads: number) {
    this.#settings = settings
    this.#threads = threads
  }

  stop(): void {
    this.#stopped = true
    this.resume()
  }

  pause(): void {
    this.#paused ??= new Promise((resolve) => {
      this.#resume = resolve
    })
  }

  resume(): void {
    this.#paused = undefined
    this.#resume()
  }

  /** The page has drawn what it was told last. */
  seen(): void {
    this.#seen = true
  }

  async train(dataset: SplitDataset): Promise<void> {
    const { epochs, ...settings } = this.#settings
    const learner = await startLearner(settings, dataset, this.#threads)
    try {
      await this.#learn(learner, dataset.train.count, epochs)
    } finally {
      await learner.close()
    }
    this.#tell({ type: 'finished' })
  }

  /** A run that was given up has nothing more to say: the page may show the next one already. */
  #tell(message: FromWorker): void {
    if (!this.#stopped) tell(message)
  }

  async #learn(learner: Learner, count: number, epochs: number): Promise<void> {
    let told = 0
    let busy = 0
    for (let ended = 0; ended < epochs && !this.#stopped; ) {
      const began = performance.now()
      const result = await learner.advance()
      busy += performance.now() - began
      if (result) ended++
      const done = result ? ended : ended + learner.done / count
      const rate = (done * count * 1000) / busy
      if (this.#stopped) return
      if (result) {
        const { epoch, loss, accuracy } = result
        const hash = await weightsHash(learner.network)
        const progress = await progressOf(learner, done, rate)
        this.#tell({ type: 'epoch', epoch, loss, accuracy, hash, progress })
      } else if (this.#seen && began - told > PROGRESS) {
        told = began
        this.#seen = false
        this.#tell({ type: 'progress', progress: await progressOf(learner, done, rate) })
      }
      await this.#paused
    }
  }
}

async function progressOf(learner: Learner, epochs: number, examplesPerSecond: number): Promise<Progress> {
  const { architecture, parameters } = learner.network
  const evaluation = await learner.evaluate()
  return { epochs, examplesPerSecond, sizes: architecture.sizes, parameters: parameters.slice(), evaluation }
}

function tell(message: FromWorker): void {
  postMessage(message)
}

function fail(error: unknown): void {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
}
