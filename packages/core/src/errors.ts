/** Options or flags that cannot be taken. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A file or a dataset is not what it should be. The message names file, place, expected, found. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
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
