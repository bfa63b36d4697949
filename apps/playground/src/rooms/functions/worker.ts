import { type Dataset, type Network, Trainer } from '@antigrad/core'
import { type Advance, Pacer } from '../../training/pacer.js'
import { troubleOf } from '../../training/trouble.js'
import type { FromWorker, Samples, ToWorker } from './protocol.js'

/** Steps a second. Slowly the sine takes shape in about twenty seconds; at the fast pace the sawtooth does in a minute. */
const RATES = { slow: 240, fast: 48_000 }

/** Steps between two looks at the clock. */
const STEPS = 64

/** Steps after which a run rests by itself, until it is told to go on: nobody watches it that long. */
const ENOUGH = 10_000_000

let trainer: Trainer | undefined
let sent: (ToWorker & { type: 'train' }) | undefined
let steps = 0
let restsAt = ENOUGH
/** Steps that are left of the epoch. */
let left = 0
let told = 0
let seen = true

const pacer = new Pacer({
  rates: RATES,
  advance,
  rested: (number) => tell({ type: 'rested', number }),
  failed: (error) => tell({ type: 'failed', trouble: troubleOf(error) }),
})

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'train') {
    begin(data)
    tellSnapshot()
  } else if (data.type === 'pace') {
    restsAt = steps + ENOUGH
    pacer.obey(data)
  } else {
    seen = true
    if (told !== steps) tellSnapshot()
  }
})

function begin(train: ToWorker & { type: 'train' }): void {
  const { samples, hidden, learningRate, seed, parameters, anew } = train
  const part: Dataset = {
    name: 'samples',
    count: samples.inputs.length,
    inputs: 1,
    outputs: 1,
    features: samples.inputs,
    targets: samples.targets,
    classes: [],
  }
  sent = train
  trainer = new Trainer({
    dataset: { train: part, test: part },
    hidden: [hidden],
    // One example a step: the noise of the steps is what gets it out of flat places.
    batchSize: 1,
    learningRate,
    seed,
    parameters,
  })
  if (anew) steps = 0
  restsAt = steps + ENOUGH
  left = 0
}

function advance(most: number): Advance {
  if (!trainer || !sent) return { steps: 1, epochEnded: true }
  if (left === 0) {
    trainer.beginEpoch()
    left = sent.samples.inputs.length
  }
  const taken = Math.min(STEPS, most, left)
  trainer.steps(taken)
  left -= taken
  steps += taken
  if (seen) tellSnapshot()
  if (steps >= restsAt) pacer.rest()
  return { steps: taken, epochEnded: left === 0 }
}

function tellSnapshot(): void {
  if (!trainer || !sent) return
  seen = false
  told = steps
  const { network } = trainer
  const { order, samples, unseen } = sent
  tell({
    type: 'snapshot',
    order,
    steps,
    loss: lossOf(network, samples),
    unseenLoss: unseen && lossOf(network, unseen),
    parameters: network.parameters.slice(),
  })
}

/** The mean of ½(z − l)². */
function lossOf(network: Network, { inputs, targets }: Samples): number {
  const z = network.predictBatch(inputs)
  return targets.reduce((sum, target, n) => sum + 0.5 * (z[n] - target) ** 2, 0) / targets.length
}

function tell(message: FromWorker): void {
  postMessage(message)
}
