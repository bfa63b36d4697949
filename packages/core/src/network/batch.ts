import { UsageError } from '../errors.js'

/** The features of one example, [inputs]. Bytes stand for byte / 255, other numbers for themselves. */
export type Features = Uint8Array | Float32Array | Float64Array | readonly number[]

/** The features of many examples: one after the other in one array, [examples × inputs], or an array of each. */
export type Batch = Features | readonly Features[]

/** Features as the engine takes them. */
export type StoredFeatures = Uint8Array | Float32Array

/** @throws UsageError for another number of features than `inputs` */
export function checkFeatures(features: Features, inputs: number): void {
  if (features.length !== inputs)
    throw new UsageError(`expected ${inputs} features, found ${features.length}`)
}

/** Features as the engine takes them: bytes as they are, the nearest float32 of other numbers. */
export function storedFeatures(features: Features): StoredFeatures {
  return features instanceof Uint8Array || features instanceof Float32Array
    ? features
    : Float32Array.from(features)
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
export function takeExamples(batch: Batch, first: number, count: number, inputs: number): StoredFeatures {
  if (isOneArray(batch)) {
    const [from, to] = [first * inputs, (first + count) * inputs]
    return storedFeatures(ArrayBuffer.isView(batch) ? batch.subarray(from, to) : batch.slice(from, to))
  }
  const examples = batch.slice(first, first + count)
  const areBytes = examples.every((features) => features instanceof Uint8Array)
  const taken = areBytes ? new Uint8Array(count * inputs) : new Float32Array(count * inputs)
  examples.forEach((features, n) => {
    const isScaled = !areBytes && features instanceof Uint8Array
    taken.set(isScaled ? Float32Array.from(features, (byte) => byte / 255) : features, n * inputs)
  })
  return taken
}

/** Whether the examples follow each other in one array; an empty one holds none either way. */
function isOneArray(batch: Batch): batch is Features {
  return ArrayBuffer.isView(batch) || typeof batch[0] === 'number'
}
