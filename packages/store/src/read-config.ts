import { join } from 'node:path'
import { FileError } from '@antigrad/core'
import { type Json, parseJson } from '@antigrad/core/internal'
import { codeOf } from './attempt.js'
import { type FileOperations, nodeFiles } from './operations.js'
import { readWhole } from './read-whole.js'
import { RUN_FILES } from './run-files.js'

/** What was asked fits in this many bytes. */
const MOST_CONFIG = 2 ** 20

/**
 * What was asked of the run in a folder; undefined where it was not saved.
 * @throws BadInput where it is not JSON, FileError where it cannot be read
 */
export async function readConfig(
  folder: string,
  files: FileOperations = nodeFiles,
): Promise<Json | undefined> {
  const file = join(folder, RUN_FILES.config)
  try {
    return parseJson(await readWhole(file, files, MOST_CONFIG), file)
  } catch (error) {
    if (error instanceof FileError && codeOf(error.cause) === 'ENOENT') return undefined
    throw error
  }
}
