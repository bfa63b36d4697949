import { basename, extname, join } from 'node:path'
import { FileError } from '@antigrad/core'
import { type FileOperations, makeFolder } from '@antigrad/store'

/** Where runs lie that were given no folder. */
export const RUNS = 'runs'

/** What a run on these data is called: `mnist-128`. */
export function runName(data: string, hidden: readonly number[]): string {
  return [dataName(data), ...(hidden.length > 0 ? hidden : ['none'])].join('-')
}

/** What data are called in the name of a folder. */
export function dataName(data: string): string {
  const given = data === '-' ? 'stdin' : basename(data, extname(data))
  return given.replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'run'
}

/**
 * Makes a new folder for a run that was given none: `runs/mnist-128`, or `runs/mnist-128-2` where that is
 * taken, and so on. Two runs that begin at the same time get two folders.
 * @param name of the run
 * @throws FileError
 */
export async function newFolder(name: string, files?: FileOperations): Promise<string> {
  // Before the others: of several runs that begin at once only one then makes the folder in it.
  await makeFolder(RUNS, files)
  for (let n = 1; ; n++) {
    const folder = join(RUNS, n === 1 ? name : `${name}-${n}`)
    if (await isNew(folder, files)) return folder
  }
}

async function isNew(folder: string, files: FileOperations | undefined): Promise<boolean> {
  try {
    return await makeFolder(folder, files)
  } catch (error) {
    // A file of that name is in the way.
    const taken = error instanceof FileError && (error.cause as NodeJS.ErrnoException).code === 'EEXIST'
    if (taken) return false
    throw error
  }
}
