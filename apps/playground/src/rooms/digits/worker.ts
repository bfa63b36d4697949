import { type SplitDataset, Trainer } from '@antigrad/core'
import { breathe } from '../../training/breathe.js'
import { weightsHash } from '../../training/hash.js'
import { openDigits } from './open-digits.js'
import type { FromWorker, Progress, RunSettings, ToWorker } from './protocol.js'

/** Milliseconds of steps between two looks at the messages. */
const SLICE = 8

/** Milliseconds between two evaluations for the page. */
const PROGRESS = 60

let split: Promise<(seed: number) => SplitDataset> | undefined
let run: Run | undefined

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'open') open(data.url)
  else if (data.type === 'start') start(data.settings)
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

function start(settings: RunSettings): void {
  run?.stop()
  const mine = new Run(settings)
  run = mine
  split?.then((of) => mine.train(of(settings.seed))).catch(fail)
}

class Run {
  readonly #settings: RunSettings
  #stopped = false
  #paused: Promise<void> | undefined
  #resume: () => void = () => {}
  #seen = true

  constructor(settings: RunSettings) {
    this.#settings = settings
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

  seen(): void {
    this.#seen = true
  }

  async train(dataset: SplitDataset): Promise<void> {
    const { epochs, ...settings } = this.#settings
    const trainer = new Trainer({ ...settings, dataset })
    const { count } = dataset.train
    let told = 0
    let busy = 0
    let examples = 0
    while (!this.#stopped) {
      const epoch = trainer.beginEpoch()
      if (epoch > epochs) break
      let done = 0
      for (let left = true; left && !this.#stopped; ) {
        const began = performance.now()
        let elapsed = 0
        while (left && elapsed < SLICE) {
          left = trainer.steps(10)
          done = Math.min(count, done + 10 * settings.batchSize)
          elapsed = performance.now() - began
        }
        busy += elapsed
        const progress = (): Progress => ({
          epochs: epoch - 1 + done / count,
          examplesPerSecond: ((examples + done) / busy) * 1000,
          sizes: trainer.network.architecture.sizes,
          parameters: trainer.network.parameters,
          evaluation: trainer.evaluate(),
        })
        if (!left) {
          examples += count
          const { loss, accuracy } = trainer.result
          const hash = await weightsHash(trainer.network)
          done = 0
          tell({ type: 'epoch', epoch, loss, accuracy, hash, progress: { ...progress(), epochs: epoch } })
        } else if (this.#seen && began - told > PROGRESS) {
          told = began
          this.#seen = false
          tell({ type: 'progress', progress: progress() })
        }
        await (this.#paused ?? breathe())
      }
    }
    if (!this.#stopped) tell({ type: 'finished' })
  }
}

function tell(message: FromWorker): void {
  postMessage(message)
}

function fail(error: unknown): void {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
}
