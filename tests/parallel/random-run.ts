import { createHash } from 'node:crypto'
import {
  createRandom,
  type Dataset,
  type EpochResult,
  type Network,
  type Random,
  Trainer,
  type TrainingOptions,
  weightBytes,
} from '@antigrad/core'
import fc from 'fast-check'

/** What examples may be like: mostly zeros, few zeros, numbers; classes, or numbers to come near to. */
export const FORMS = ['sparse', 'bytes', 'floats', 'regression'] as const
export type Form = (typeof FORMS)[number]

/** Examples of a form, the same for the same seed. */
export function randomDataset(
  form: Form,
  count: number,
  inputs: number,
  outputs: number,
  seed: number,
): Dataset {
  const random = createRandom(seed, 0)
  const features =
    form === 'sparse' || form === 'bytes'
      ? new Uint8Array(count * inputs).map(() => byte(random, form === 'sparse' ? 0.3 : 0.9))
      : new Float32Array(count * inputs).map(() => 4 * random.uniform() - 2)
  return {
    name: form,
    count,
    inputs,
    outputs,
    features,
    ...(form === 'regression'
      ? { targets: new Float32Array(count * outputs).map(() => random.uniform()), classes: [] }
      : {
          labels: new Uint32Array(count).map(() => random.integer(outputs)),
          classes: Array.from({ length: outputs }, (_, c) => `${c}`),
        }),
  }
}

function byte(random: Random, lit: number): number {
  return random.uniform() < lit ? 1 + random.integer(255) : 0
}

const size = fc.integer({ min: 1, max: 60 })

/** How large minibatches and training sets are. */
export interface Rows {
  readonly batchSize: fc.Arbitrary<number>
  readonly trained: fc.Arbitrary<number>
}

/** A minibatch of up to 40, often with a smaller last one. */
export const SMALL: Rows = {
  batchSize: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 })),
  trained: fc.integer({ min: 1, max: 90 }),
}

/** A run: a network of one to four layers. */
export function runs(form: Form, rows: Rows = SMALL): fc.Arbitrary<TrainingOptions> {
  return fc
    .record({
      inputs: size,
      hidden: fc.array(size, { maxLength: 3 }),
      outputs: fc.integer({ min: 1, max: 12 }),
      batchSize: rows.batchSize,
      learningRate: fc.constantFrom(0.1, 0.5, 3, 20),
      seed: fc.integer(),
      trained: rows.trained,
      // More than the rows that are computed at once, now and then.
      tested: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant(300), fc.constant(700)),
    })
    .map(({ inputs, hidden, outputs, batchSize, learningRate, seed, trained, tested }) => ({
      dataset: {
        train: randomDataset(form, trained, inputs, outputs, seed),
        test: randomDataset(form, tested, inputs, outputs, seed + 1),
      },
      hidden,
      batchSize,
      learningRate,
      seed,
    }))
}

/** The SHA-256 of a network's weights, as the command prints it. */
export function hashOf({ architecture, parameters }: Network): string {
  return createHash('sha256').update(weightBytes(architecture, parameters)).digest('hex')
}

/** An epoch as one thread trains it, and the network after it. */
export interface Expected {
  readonly result: EpochResult
  readonly hash: string
}

/** What core's sequential trainer makes of a run. */
export function sequential(options: TrainingOptions, epochs: number): Expected[] {
  const trainer = new Trainer(options)
  return Array.from({ length: epochs }, () => ({ result: trainer.epoch(), hash: hashOf(trainer.network) }))
}
