import { UsageError } from '../errors.js'

/** The features of one example, [inputs]. Bytes stand for byte / 255. */
export type Features = Uint8Array | Float32Array

/** The features of many examples: one after the other in one array, [examples × inputs], or an array of each. */
export type Batch = Features | readonly Features[]

/** @throws UsageError for another number of features than `inputs` */
export function checkFeatures(features: Features, inputs: number): void {
  if (features.length !== inputs)
    throw new UsageError(`expected ${inputs} features, found ${features.length}`)
}

/**
 * How many examples a batch has.
 * @throws UsageError where an example has another number of features than `inputs`
 */
export function countExamples(batch: Batch, inputs: number): number {
  if (!isOneArray(batch)) {
    for (const features of batch) checkFeatures(features, inputs)
    return batch.length
  }
  if (batch.length % inputs !== 0) {
    throw new UsageError(`expected a multiple of ${inputs} features, found ${batch.length}`)
  }
  return batch.length / inputs
}

/** Examples [first, first + count) of a batch in one array; floats where any of them are. */
export function takeExamples(batch: Batch, first: number, count: number, inputs: number): Features {
  if (isOneArray(batch)) return batch.subarray(first * inputs, (first + count) * inputs)
  const examples = batch.slice(first, first + count)
  const areBytes = examples.every((features) => features instanceof Uint8Array)
  const taken = areBytes ? new Uint8Array(count * inputs) : new Float32Array(count * inputs)
  examples.forEach((features, n) => {
    const values =
      areBytes || features instanceof Float32Array
        ? features
        : Float32Array.from(features, (byte) => byte / 255)
    taken.set(values, n * inputs)
  })
  return taken
}

function isOneArray(batch: Batch): batch is Features {
  return batch instanceof Uint8Array || batch instanceof Float32Array
}
