import { type Dataset, Trainer } from '@antigrad/core'
import { breathe } from '../../training/breathe.js'
import type { FromWorker, ToWorker } from './protocol.js'

/** Milliseconds of steps between two looks at the messages. */
const SLICE = 6

let trainer: Trainer | undefined
let order = 0
let steps = 0
let left = false
let running = false
let turning = false
let seen = true

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'train') {
    order = data.order
    begin(data)
    tellSnapshot()
  } else if (data.type === 'pause') running = false
  else if (data.type === 'resume') {
    running = true
    if (!turning) turn()
  } else seen = true
})

function begin({
  samples,
  hidden,
  learningRate,
  seed,
  parameters,
  anew,
}: ToWorker & { type: 'train' }): void {
  const part: Dataset = {
    name: 'samples',
    count: samples.inputs.length,
    inputs: 1,
    outputs: 1,
    features: samples.inputs,
    targets: samples.targets,
    classes: [],
  }
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
  left = false
}

/** Trains in slices for as long as it is wanted. */
async function turn(): Promise<void> {
  turning = true
  try {
    while (running && trainer) {
      const began = performance.now()
      while (performance.now() - began < SLICE) {
        if (!left) trainer.beginEpoch()
        left = trainer.steps(64)
        steps += 64
      }
      if (seen) tellSnapshot()
      await breathe()
    }
  } catch (error) {
    running = false
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
  turning = false
}

function tellSnapshot(): void {
  if (!trainer) return
  seen = false
  tell({
    type: 'snapshot',
    order,
    steps,
    loss: trainer.evaluate().loss,
    parameters: trainer.network.parameters.slice(),
  })
}

function tell(message: FromWorker): void {
  postMessage(message)
}
