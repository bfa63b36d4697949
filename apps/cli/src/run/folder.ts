import { mkdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { FileError } from '@antigrad/core'
import { nodeFiles } from '@antigrad/store'

/** Where runs lie that were given no folder. */
const RUNS = 'runs'

/**
 * Makes a new folder for a run that was given none: `runs/mnist-128`, or `runs/mnist-128-2` where that is
 * taken, and so on. Two runs that begin at the same time get two folders.
 * @throws FileError
 */
export async function newFolder(data: string, hidden: readonly number[]): Promise<string> {
  const dataset = basename(data, extname(data)).replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'run'
  const name = [dataset, ...(hidden.length > 0 ? hidden : ['none'])].join('-')
  try {
    await nodeFiles.makeFolder(RUNS)
    for (let n = 1; ; n++) {
      const folder = join(RUNS, n === 1 ? name : `${name}-${n}`)
      if (await make(folder)) return folder
    }
  } catch (error) {
    throw new FileError(`${RUNS}: cannot make a folder for the run: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

async function make(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
