/** The command was given what it cannot take: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A file or a dataset is not what it should be: exit code 3. The message names file, place, expected, found. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}

/** The loss is no longer finite: exit code 4. */
export class Diverged extends Error {
  override readonly name = 'Diverged'
}

/** A worker died or stalled: exit code 5. The message names rank, phase and cause. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost'
}

/** The file system refused: disk, permission, lock. Exit code 6. */
export class FileError extends Error {
  override readonly name = 'FileError'
}
