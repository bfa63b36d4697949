import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Dataset, Network, toTensors, UsageError } from '@antigrad/core'
import { openDataset } from '@antigrad/data'
import { dataOf, type Scenario } from '../scenario.js'
import type { TaskRecipe } from './peer.js'

/** How far a peer is to train. */
export interface Course {
  readonly epochs: number
  /** Of training, at most. */
  readonly seconds: number
  /** Test accuracy whose time is told. */
  readonly target: number
  readonly recipe: TaskRecipe
}

/** What every peer is given. */
export interface Task {
  /** Where its program reads it. */
  readonly file: string
  readonly sizes: readonly number[]
  readonly examples: number
}

/**
 * Writes the task of a scenario, its examples and the initial weights, the same for every peer, into `folder`. All
 * training examples are trained: a scenario's own number of examples is how long a turn of `pnpm bench` takes.
 * @throws UsageError for a dataset without classes
 */
export async function writeTask(scenario: Scenario, course: Course, folder: string): Promise<Task> {
  const { name, hidden, batchSize, learningRate, seed, label } = scenario
  const data = dataOf(scenario)
  const { train, test } = await openDataset(data, { seed, ...(label !== undefined && { label: [label] }) })
  const sizes = [train.inputs, ...hidden, train.outputs]
  const initial = join(folder, `${name}.f32`)
  writeFileSync(initial, initialWeights(sizes, seed, course.recipe))
  const parts = {
    train: writePart(train, join(folder, `${name}-train`)),
    test: writePart(test, join(folder, `${name}-test`)),
  }
  const examples = train.count
  const task = { ...course, data, label, ...parts, initial, sizes, examples, batchSize, learningRate, seed }
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(task))
  return { file, sizes, examples }
}

/** Features row by row as bytes or float32, labels as bytes or uint32: what numpy's `fromfile` reads. */
function writePart({ name, features, labels, count, inputs }: Dataset, path: string) {
  if (!labels) throw new UsageError(`bench peers: expected a dataset of classes, found ${name}`)
  const type = features instanceof Uint8Array ? 'uint8' : 'float32'
  writeFileSync(`${path}.${type}`, features)
  writeFileSync(`${path}.labels`, Uint32Array.from(labels))
  return { count, inputs, type, features: `${path}.${type}`, labels: `${path}.labels` }
}

/** Each layer's weights as (inputs, outputs), then its biases. */
function initialWeights(sizes: readonly number[], seed: number, recipe: TaskRecipe): Float32Array {
  const activations = sizes.slice(2).map(() => 'relu' as const)
  const modern = { activations, head: 'softmax-cross-entropy' } as const
  const { architecture, parameters } = Network.create(sizes, seed, recipe === 'modern' ? modern : undefined)
  const tensors = toTensors(architecture, parameters)
  const values = architecture.layers.flatMap(({ inputs, outputs }, l) => {
    const weight = tensors.get(`layers.${l}.weight`)?.values ?? []
    const bias = tensors.get(`layers.${l}.bias`)?.values ?? []
    const byInput = Float32Array.from(
      { length: inputs * outputs },
      (_, k) => weight[(k % outputs) * inputs + Math.floor(k / outputs)],
    )
    return [byInput, Float32Array.from(bias)]
  })
  const all = new Float32Array(values.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of values) {
    all.set(part, at)
    at += part.length
  }
  return all
}
