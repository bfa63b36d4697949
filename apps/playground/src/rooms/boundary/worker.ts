import { evaluate, type Network, type SplitDataset, Trainer } from '@antigrad/core'
import { type Advance, Pacer } from '../../training/pacer.js'
import { troubleOf } from '../../training/trouble.js'
import type { FromWorker, Moment, Score, ToWorker } from './protocol.js'
import { trainingOptions } from './run-settings.js'

/** Steps a second. Slowly a ring closes around a disc in ten seconds; fast the arms of the spiral part in as many. */
const RATES = { slow: 30, fast: 2400 }

/** Steps between two looks at the clock. */
const STEPS = 16

/** Steps after which a run rests by itself, until it is told to go on: nobody watches it that long. */
const ENOUGH = 1_000_000

/** Moments that are kept of steps that are taken at once. */
const MOMENTS = 200

/** A network that is trained, and what on. */
interface Run {
  readonly order: number
  readonly trainer: Trainer
  readonly dataset: SplitDataset
  readonly stepsPerEpoch: number
  steps: number
}

let run: Run | undefined
let restsAt = ENOUGH
let told = 0
let seen = true

const pacer = new Pacer({
  rates: RATES,
  advance: (most) => advance(Math.min(STEPS, most)),
  rested: (number) => {
    tellSnapshot()
    tell({ type: 'rested', number })
  },
  failed,
})

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'begin') begin(data)
  else if (data.type === 'pace') {
    restsAt = (run?.steps ?? 0) + ENOUGH
    pacer.obey(data)
  } else {
    seen = true
    if (run && told !== run.steps) tellSnapshot()
  }
})

function begin({ order, settings, steps }: ToWorker & { type: 'begin' }): void {
  try {
    const options = trainingOptions(settings)
    const { dataset, batchSize } = options
    const stepsPerEpoch = Math.ceil(dataset.train.count / batchSize)
    run = { order, trainer: new Trainer(options), dataset, stepsPerEpoch, steps: 0 }
    restsAt = steps + ENOUGH
    tellSnapshot(trainAtOnce(run, steps))
  } catch (error) {
    failed(error, order)
  }
}

/** Takes steps of which the page learns at the end. Returns how it went on the way. */
function trainAtOnce(begun: Run, steps: number): Moment[] {
  const moments: Moment[] = []
  seen = false
  while (begun.steps < steps) {
    if (begun.steps >= (moments.length * steps) / MOMENTS)
      moments.push(momentOf(begun, begun.trainer.network))
    advance(steps - begun.steps)
  }
  return moments
}

/** At most so many steps, none of the next epoch. */
function advance(most: number): Advance {
  if (!run) return { steps: 1, epochEnded: true }
  const { trainer, stepsPerEpoch } = run
  const done = run.steps % stepsPerEpoch
  if (done === 0) trainer.beginEpoch()
  const steps = Math.min(most, stepsPerEpoch - done)
  trainer.steps(steps)
  run.steps += steps
  if (seen) tellSnapshot()
  if (run.steps >= restsAt) pacer.rest()
  return { steps, epochEnded: done + steps === stepsPerEpoch }
}

function tellSnapshot(before: readonly Moment[] = []): void {
  if (!run) return
  const { order, trainer, steps } = run
  seen = false
  told = steps
  const { network } = trainer
  const snapshot = { ...momentOf(run, network), parameters: network.parameters.slice() }
  tell({ type: 'snapshot', order, snapshot, before })
}

function momentOf({ dataset, steps, stepsPerEpoch }: Run, network: Network): Moment {
  return {
    steps,
    stepsPerEpoch,
    train: scoreOf(network, dataset.train),
    test: scoreOf(network, dataset.test),
  }
}

/** By the plain kernels, which give the same bits and take no memory of WebAssembly: this is asked many times a second. */
function scoreOf(network: Network, part: SplitDataset['train']): Score {
  const { loss, accuracy } = evaluate(network, part, 'plain')
  return { loss, accuracy }
}

function failed(error: unknown, order = run?.order ?? 0): void {
  tell({ type: 'failed', order, trouble: troubleOf(error) })
}

function tell(message: FromWorker): void {
  postMessage(message)
}
