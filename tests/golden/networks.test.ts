// Networks whose weights after two epochs are, to the bit, what they were before, on every kernel and number of workers: those
// of minibatches up to 128 since commit 8d09bc1, larger ones since their gradient is summed in blocks of rows. After a change that is meant to change them they are recorded anew with `-u`, and `ARITHMETIC` goes
// up by one (packages/core/src/files/arithmetic.ts).
import { type SplitDataset, Trainer } from '@antigrad/core'
import { ParallelTrainer } from '@antigrad/parallel'
import { describe, expect, test } from 'vitest'
import { type Form, hashOf, randomDataset } from '../parallel/random-run.js'

interface Golden {
  readonly form: Form
  readonly sizes: readonly number[]
  readonly batchSize: number
  readonly examples: number
  readonly learningRate: number
}

const NETWORKS: Readonly<Record<string, Golden>> = {
  'sparse 97-10, minibatch 1': {
    form: 'sparse',
    sizes: [97, 10],
    batchSize: 1,
    examples: 60,
    learningRate: 0.5,
  },
  'sparse 130-31-9, minibatch 10': {
    form: 'sparse',
    sizes: [130, 31, 9],
    batchSize: 10,
    examples: 205,
    learningRate: 3,
  },
  'sparse 257-128-10, minibatch 33': {
    form: 'sparse',
    sizes: [257, 128, 10],
    batchSize: 33,
    examples: 300,
    learningRate: 1,
  },
  'sparse 64-200-3, minibatch 128': {
    form: 'sparse',
    sizes: [64, 200, 3],
    batchSize: 128,
    examples: 300,
    learningRate: 2,
  },
  'sparse 90-70-66-65-7, minibatch 17': {
    form: 'sparse',
    sizes: [90, 70, 66, 65, 7],
    batchSize: 17,
    examples: 120,
    learningRate: 0.5,
  },
  'bytes 65-33-5, minibatch 7': {
    form: 'bytes',
    sizes: [65, 33, 5],
    batchSize: 7,
    examples: 150,
    learningRate: 1,
  },
  'bytes 128-129-67-10, minibatch 64': {
    form: 'bytes',
    sizes: [128, 129, 67, 10],
    batchSize: 64,
    examples: 200,
    learningRate: 0.3,
  },
  'bytes 200-300-1, minibatch 30': {
    form: 'bytes',
    sizes: [200, 300, 1],
    batchSize: 30,
    examples: 100,
    learningRate: 0.1,
  },
  'floats 3-17-2, minibatch 5': {
    form: 'floats',
    sizes: [3, 17, 2],
    batchSize: 5,
    examples: 333,
    learningRate: 3,
  },
  'floats 70-150-130-12, minibatch 96': {
    form: 'floats',
    sizes: [70, 150, 130, 12],
    batchSize: 96,
    examples: 250,
    learningRate: 0.5,
  },
  'regression 1-64-64-1, minibatch 9': {
    form: 'regression',
    sizes: [1, 64, 64, 1],
    batchSize: 9,
    examples: 100,
    learningRate: 1,
  },
  'sparse 130-70-9, minibatch 200': {
    form: 'sparse',
    sizes: [130, 70, 9],
    batchSize: 200,
    examples: 500,
    learningRate: 2,
  },
  'bytes 65-129-5, minibatch 300': {
    form: 'bytes',
    sizes: [65, 129, 5],
    batchSize: 300,
    examples: 650,
    learningRate: 1,
  },
  'floats 12-33-17-2, minibatch 1024': {
    form: 'floats',
    sizes: [12, 33, 17, 2],
    batchSize: 1024,
    examples: 1800,
    learningRate: 3,
  },
  'regression 33-5-70-66-6, minibatch 41': {
    form: 'regression',
    sizes: [33, 5, 70, 66, 6],
    batchSize: 41,
    examples: 170,
    learningRate: 0.2,
  },
}

function optionsOf({ form, sizes, batchSize, examples, learningRate }: Golden) {
  const inputs = sizes[0]
  const outputs = sizes[sizes.length - 1]
  const dataset: SplitDataset = {
    train: randomDataset(form, examples, inputs, outputs, 7),
    test: randomDataset(form, 5, inputs, outputs, 8),
  }
  return { dataset, hidden: sizes.slice(1, -1), batchSize, learningRate, seed: 11 }
}

const EPOCHS = 2

async function parallel(golden: Golden, workers: number): Promise<string> {
  const trainer = await ParallelTrainer.start({ ...optionsOf(golden), workers })
  for (let epoch = 0; epoch < EPOCHS; epoch++) await trainer.epoch()
  const hash = hashOf(trainer.network)
  await trainer.close()
  return hash
}

function sequential(golden: Golden, kernels: 'plain' | 'simd'): string {
  const trainer = new Trainer({ ...optionsOf(golden), kernels })
  for (let epoch = 0; epoch < EPOCHS; epoch++) trainer.epoch()
  return hashOf(trainer.network)
}

describe('weights after two epochs', () => {
  test('are those recorded', () => {
    const found = Object.entries(NETWORKS).map(([name, golden]) => `${name}: ${sequential(golden, 'simd')}`)
    expect(found).toMatchInlineSnapshot(`
      [
        "sparse 97-10, minibatch 1: f22fa24c7a2106e55aab37c135fda70e622a425d00b4f307ecb6c0dfb0cc858e",
        "sparse 130-31-9, minibatch 10: 7943acd9c2ea9ad4d9f4d289ef6fddce11607f2a832be104643ce2eba850a77c",
        "sparse 257-128-10, minibatch 33: 0c5c0afc620989b89eca894620670a6c0756caca7ca08ed9ecfb80ef9361a839",
        "sparse 64-200-3, minibatch 128: e7ae11d049423ac2a4dd60b1cab0f40ebcab69fab8ef2bfc12a15a97d1a79355",
        "sparse 90-70-66-65-7, minibatch 17: 69e8fcf5d35c77fea2df909640fc6cb0754b1fdd05f70849b32888f637b4d8c8",
        "bytes 65-33-5, minibatch 7: 4d060e04c102bdc13af1426077b5847b210ace8c3f9bbbeaece34af65337f9c7",
        "bytes 128-129-67-10, minibatch 64: 2afce70b666866c842209a23d38999ecc357bff3248ebee6622be48b5b067bef",
        "bytes 200-300-1, minibatch 30: cd3a42a144efc932961df6b756131fcd831cca15eccf5e1dbf154d4b593a2d39",
        "floats 3-17-2, minibatch 5: dbb38995b6c69daf2bfdb9609ac85f7a785be2acc1c96295a05b925d7992c0f9",
        "floats 70-150-130-12, minibatch 96: 2b3c01dd9b5e97ad60b1b927a76d7016e18ed63c65a7ac1b62e60c295b586785",
        "regression 1-64-64-1, minibatch 9: 6bfa092ed3e9e864dd87f522cdfaa1d022ade157c2356ae70d0e694e4220ec67",
        "sparse 130-70-9, minibatch 200: 5f6b892b0b9a73339158f55b7f0877fd04ae73ce12b44d62496340b5c554861c",
        "bytes 65-129-5, minibatch 300: 30b6864ae4461ed3286bf1b1d06f9d2e94cc3cbaa0ddc76b659b92a318e0841f",
        "floats 12-33-17-2, minibatch 1024: 9c4be657f85185a4183d9268bb851a125f33b9f67eef3bb69d467ca56e0acb35",
        "regression 33-5-70-66-6, minibatch 41: 74296cbc4f31ad05a80504ef9b8dbbea9fc7b42e1d255a7d272efa28387c881c",
      ]
    `)
  })

  test.each(Object.entries(NETWORKS))(
    '%s: the same with plain kernels and two and three workers',
    async (_, golden) => {
      const expected = sequential(golden, 'simd')
      expect(sequential(golden, 'plain')).toBe(expected)
      expect(await parallel(golden, 2)).toBe(expected)
      expect(await parallel(golden, 3)).toBe(expected)
    },
  )
})
