import { createRandom, type Dataset } from '@antigrad/core'
import {
  type Arena,
  allocateColumns,
  allocateExamples,
  allocateShared,
  allocateUpdate,
  bestKernels,
  capacityOf,
  type Form,
  kernelsOver,
  planExamples,
  setSgd,
  sortingProduct,
  storeExamples,
} from '@antigrad/core/internal'
import { timePairs } from '../measure/calls.js'
import type { RegisterLoop } from '../measure/register-loop.js'

/** What the first layer of a step takes with examples of which so many inputs are lit, zeros left out or not. */
export interface DensityCost {
  /** The share of lit inputs. */
  readonly lit: number
  /** Seconds: product, sorting (on the way where there is the capacity), and gradient without the zeros; gathering, product and gradient with them. */
  readonly sparse: number
  readonly dense: number
  /** dense by sparse: the median over the rounds. */
  readonly ratio: number
}

export interface DensityOptions {
  readonly batchSize: number
  readonly inputs: number
  readonly units: number
  readonly shares: readonly number[]
  readonly rounds: number
  readonly seconds: number
}

/** Measures the first layer in both forms, for made bytes of each share of lit inputs, all taking turns. */
export async function measureDensities(options: DensityOptions, loop: RegisterLoop): Promise<DensityCost[]> {
  const pairs = options.shares.map((lit) => {
    const dataset = madeDataset(lit, options)
    return [firstLayer(dataset, 'bytes', options), firstLayer(dataset, 'sparse', options)] as const
  })
  const costs = await timePairs(pairs, options, loop)
  return costs.map(({ first: dense, second: sparse, ratio }, n) => ({
    lit: options.shares[n],
    sparse,
    dense,
    ratio,
  }))
}

/** Bytes of which about `lit` are not 0, at random. */
function madeDataset(lit: number, { batchSize: count, inputs }: DensityOptions): Dataset {
  const random = createRandom(1, 0)
  const features = Uint8Array.from({ length: count * inputs }, () =>
    random.uniform() < lit ? 1 + random.integer(255) : 0,
  )
  return { name: 'made', count, inputs, outputs: 1, features, labels: new Uint32Array(count), classes: ['0'] }
}

/** One minibatch through the first layer and back, as a call. */
function firstLayer(dataset: Dataset, form: Form, { batchSize, inputs, units }: DensityOptions): () => void {
  const plan = planExamples(dataset, form)
  const capacity = capacityOf(batchSize, inputs, 1)
  const allocateViews = (arena: Arena) => ({
    examples: allocateExamples(arena, plan),
    order: arena.uint32(batchSize),
    columns: allocateColumns(arena, plan, batchSize, capacity),
    pixels: arena.matrix(form === 'sparse' ? 0 : batchSize, inputs),
    weights: arena.matrix(inputs + 1, units),
    out: arena.matrix(batchSize, units),
    update: allocateUpdate(arena),
  })
  const name = bestKernels()
  const { memory, views } = allocateShared(name, allocateViews)
  const { examples, order, columns, pixels, weights, out, update } = views
  const kernels = kernelsOver(memory, name)
  storeExamples(examples, dataset)
  for (let n = 0; n < batchSize; n++) order[n] = n
  const region = {
    minibatch: { order, first: 0, count: batchSize },
    rows: { first: 0, last: batchSize },
    inputs: { first: 0, last: inputs },
    units: { first: 0, last: units },
  }
  // Weights of 0 stay 0, so every call computes the same.
  setSgd(update, 1)
  if (form === 'sparse') {
    return () => {
      sortingProduct(kernels, columns, examples, weights, out, region)
      kernels.sparseGradient(examples, columns, out, weights, region, update)
    }
  }
  return () => {
    kernels.gather(examples, pixels, region)
    kernels.product(pixels, weights, out, region)
    kernels.gradient(pixels, out, weights, region, update)
  }
}
