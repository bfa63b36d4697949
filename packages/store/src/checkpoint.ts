import { join } from 'node:path'
import { BadInput, FileError } from '@antigrad/core'
import { codeOf } from './attempt.js'
import { type FileOperations, nodeFiles } from './operations.js'
import { readWhole } from './read-whole.js'
import { RUN_FILES } from './run-files.js'

/**
 * Whether these are the bytes of a whole checkpoint: throws BadInput where they are not. What a checkpoint
 * is, this package does not know.
 */
export type Validate = (bytes: Uint8Array, file: string) => void | Promise<void>

/** The newest whole checkpoint of a run. */
export interface Checkpoint {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where it was read. */
  readonly file: string
  /** Given where the newest file is damaged or missing, and this is the one before it: a line for people. */
  readonly warning?: string
}

/**
 * Reads the newest whole checkpoint in a run's folder, with or without a lock on it.
 * @returns undefined where there is none at all
 * @throws BadInput where none is whole, FileError where one cannot be read for want of a permission or the like
 */
export async function readCheckpoint(
  folder: string,
  validate: Validate,
  files: FileOperations = nodeFiles,
): Promise<Checkpoint | undefined> {
  const newest = await readGeneration(join(folder, RUN_FILES.checkpoint), validate, files)
  if (newest.bytes) return { bytes: newest.bytes, file: newest.file }
  const previous = await readGeneration(join(folder, RUN_FILES.previous), validate, files)
  if (previous.bytes) {
    return {
      bytes: previous.bytes,
      file: previous.file,
      warning: `${newest.damage}; going on from ${previous.file}`,
    }
  }
  if (newest.missing && previous.missing) return undefined
  throw new BadInput(`no whole checkpoint: ${newest.damage}; ${previous.damage}`)
}

/** Whether the newest checkpoint is there and whole. */
export async function newestIsWhole(
  folder: string,
  validate: Validate,
  files: FileOperations,
): Promise<boolean> {
  return (await readGeneration(join(folder, RUN_FILES.checkpoint), validate, files)).bytes !== undefined
}

interface Generation {
  readonly file: string
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly missing?: boolean
  readonly damage?: string
}

async function readGeneration(file: string, validate: Validate, files: FileOperations): Promise<Generation> {
  try {
    const bytes = await readWhole(file, files)
    await validate(bytes, file)
    return { file, bytes }
  } catch (error) {
    const code = error instanceof FileError ? codeOf(error.cause) : undefined
    if (code === 'ENOENT') return { file, missing: true, damage: `${file} is missing` }
    // A sector that cannot be read is damage too.
    if (error instanceof BadInput || (error instanceof FileError && code === 'EIO')) {
      return { file, damage: `${error.message}: the checkpoint cannot be used` }
    }
    throw error
  }
}
