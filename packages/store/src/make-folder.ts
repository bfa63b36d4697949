import { dirname, resolve } from 'node:path'
import { attempt } from './attempt.js'
import { type FileOperations, nodeFiles } from './operations.js'

/**
 * Makes a folder, and those above it, so that a power cut does not take it away with all that is in it.
 * @returns whether it, or one above it, was made. Where those above it are there, one alone of several that
 * try at once is told so
 * @throws FileError
 */
export async function makeFolder(folder: string, files: FileOperations = nodeFiles): Promise<boolean> {
  const first = await attempt(folder, 'make the folder', () => files.makeFolder(folder))
  if (first === undefined) return false
  // The name of each new folder stands in the one above it.
  for (let made = resolve(folder); ; made = dirname(made)) {
    const above = dirname(made)
    await attempt(made, 'bring its name to the disk', () => files.syncFolder(above))
    if (made === resolve(first) || made === above) return true
  }
}
