// The record of the examples of a dataset (src/engine/examples.ts), and of a part: those, and its results.

/** [examples + 1] u32: where the entries of each example begin. */
// @ts-ignore: decorator
@inline
export function startsOf(examples: usize): usize {
  return load<u32>(examples)
}

/** [entries + 1] u32: input · 256 + byte. */
// @ts-ignore: decorator
@inline
export function entriesOf(examples: usize): usize {
  return load<u32>(examples, 4)
}

/** [examples × inputs] u8 or f32, where zeros are not left out. */
// @ts-ignore: decorator
@inline
export function denseOf(examples: usize): usize {
  return load<u32>(examples, 8)
}

/** [256] f32: what each byte stands for. */
// @ts-ignore: decorator
@inline
export function levelsOf(examples: usize): usize {
  return load<u32>(examples, 12)
}

/** [examples] u32: the row of the targets. */
// @ts-ignore: decorator
@inline
export function labelsOf(examples: usize): usize {
  return load<u32>(examples, 16)
}

/** The record of the matrix of the targets. */
// @ts-ignore: decorator
@inline
export function targetsOf(examples: usize): usize {
  return load<u32>(examples, 20)
}

/** The record of its examples. */
// @ts-ignore: decorator
@inline
export function examplesOf(part: usize): usize {
  return load<u32>(part)
}

/** [examples] f32. */
// @ts-ignore: decorator
@inline
export function lossesOf(part: usize): usize {
  return load<u32>(part, 4)
}

/** [examples] u32. */
// @ts-ignore: decorator
@inline
export function predictionsOf(part: usize): usize {
  return load<u32>(part, 8)
}

/** [examples] f32: what each loss is multiplied by; 0 where all count alike. */
// @ts-ignore: decorator
@inline
export function weightsOf(part: usize): usize {
  return load<u32>(part, 12)
}
