/** Options or flags that cannot be taken. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * What of a model file is not as it should be, for a program that says it in words of its own, as a page in another language
 * does: it is no `safetensors` file at all; its `header` is damaged, or not written as it should be; by its `length` it ends too
 * early; its numbers are of a `dtype` that is not read; not all of them are `finite`; they make no `network`; the `metadata` that
 * antigrad keeps in it do not fit.
 */
export type ModelFault = 'safetensors' | 'header' | 'length' | 'dtype' | 'finite' | 'network' | 'metadata'

/** A file or a dataset is not what it should be. The message names file, place, expected, found. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
  /** Of a model file, where it is refused. */
  declare fault?: ModelFault
}

/** The loss is no longer finite. */
export class Diverged extends Error {
  override readonly name = 'Diverged'
}

/** A worker died or stalled. The message names rank, phase and cause. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost'
}

/** The file system refused: disk, permission, lock. */
export class FileError extends Error {
  override readonly name = 'FileError'
}
