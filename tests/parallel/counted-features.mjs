/** Features in shared memory that count how often each rank reads an example: what a `FeatureSource` names. */
export function openFeatures({ values, inputs, reads, rank }) {
  return (example, into) => {
    into.set(values.subarray(example * inputs, example * inputs + into.length))
    Atomics.add(reads, rank, into.length / inputs)
  }
}
