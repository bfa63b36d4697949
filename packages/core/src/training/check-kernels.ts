import type { Dataset } from '../dataset.js'
import { Arena } from '../engine/arena.js'
import type { Kernels } from '../engine/kernels/kernels.js'
import { allocate, bufferOf, kernelsOver } from '../engine/memory.js'
import { allocateUpdate, setSgd } from '../engine/update.js'
import { createRandom } from '../random.js'
import { Trainer } from './trainer.js'

/** A network of odd sizes, whose steps use tiles of every shape. */
interface Check {
  readonly name: string
  readonly sizes: readonly number[]
  /** Of three inputs how many are lit; floats where absent. */
  readonly lit?: number
  readonly rows: number
}

const CHECKS: readonly Check[] = [
  { name: 'a dense network', sizes: [67, 45, 13, 3], rows: 7 },
  { name: 'a network of dense bytes', sizes: [70, 5, 2], lit: 3, rows: 2 },
  { name: 'a sparse minibatch that is not sorted', sizes: [21, 61, 5], lit: 1, rows: 5 },
  { name: 'a sparse minibatch that is sorted', sizes: [25, 96, 4], lit: 1, rows: 9 },
  { name: 'a dense minibatch in blocks of rows', sizes: [35, 70, 3], rows: 130 },
  { name: 'a sparse minibatch in blocks of rows', sizes: [35, 70, 3], lit: 1, rows: 130 },
  { name: 'a sparse minibatch in blocks of inputs', sizes: [300, 64, 2], lit: 1, rows: 16 },
]

/**
 * Whether kernels compute here what they promise: steps of small networks with random numbers, and sums of gradients, as the
 * plain ones compute them, bit for bit. It takes as long as some milliseconds of training.
 * @returns the first thing whose bits differ; undefined where all agree
 */
export function checkKernels(name: Kernels['name']): string | undefined {
  return (
    CHECKS.find((check) => !equalBits(train(check, name), train(check, 'plain')))?.name ??
    (equalBits(sumAndDescend(name), sumAndDescend('plain')) ? undefined : 'a sum of gradients')
  )
}

/** The parameters after an epoch, which has a smaller minibatch at its end, and the losses of all its examples. */
function train({ sizes, lit, rows }: Check, kernels: Kernels['name']): Float32Array {
  const dataset = randomDataset(sizes, lit, rows + 1)
  const trainer = new Trainer({
    dataset: { train: dataset, test: dataset },
    hidden: sizes.slice(1, -1),
    batchSize: rows,
    learningRate: 1,
    seed: 1,
    kernels,
  })
  const { loss } = trainer.epoch()
  return Float32Array.of(...trainer.network.parameters, loss)
}

function randomDataset(sizes: readonly number[], lit: number | undefined, count: number): Dataset {
  const random = createRandom(1, 0)
  const inputs = sizes[0]
  const outputs = sizes[sizes.length - 1]
  const features =
    lit === undefined
      ? Float32Array.from({ length: count * inputs }, () => 4 * random.uniform() - 2)
      : Uint8Array.from({ length: count * inputs }, () =>
          random.integer(3) < lit ? 1 + random.integer(255) : 0,
        )
  return {
    name: 'random numbers',
    count,
    inputs,
    outputs,
    features,
    labels: Uint32Array.from({ length: count }, () => random.integer(outputs)),
    classes: Array.from({ length: outputs }, (_, c) => `${c}`),
  }
}

/** Floats of a buffer of odd length. */
const LENGTH = 107

/** What only the division `buffers` uses. */
function sumAndDescend(name: Kernels['name']): Float32Array {
  const memory = allocate(8 * 4 * LENGTH, name)
  const arena = new Arena(bufferOf(memory))
  const kernels = kernelsOver(memory, name)
  const random = createRandom(2, 0)
  const [sum, addend] = Array.from({ length: 2 }, () => {
    const part = arena.float32(LENGTH)
    for (let k = 0; k < LENGTH; k++) part[k] = random.uniform() - 0.5
    return part
  })
  const update = allocateUpdate(arena)
  setSgd(update, 0.3)
  kernels.add(sum, addend, { first: 1, last: LENGTH })
  kernels.descend(addend, sum, { first: 1, last: LENGTH }, update)
  return Float32Array.of(...addend, ...sum)
}

function equalBits(a: Float32Array, b: Float32Array): boolean {
  const bits = (values: Float32Array): Uint32Array => new Uint32Array(values.buffer)
  const other = bits(b)
  return a.length === b.length && bits(a).every((word, k) => word === other[k])
}
