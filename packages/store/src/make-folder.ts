import { dirname, resolve } from 'node:path'
import { attempt } from './attempt.js'
import type { FileOperations } from './operations.js'

/**
 * Makes a folder, and those above it, so that a power cut does not take it away with all that is in it.
 * @throws FileError
 */
export async function makeFolder(folder: string, files: FileOperations): Promise<void> {
  const first = await attempt(folder, 'make the folder', () => files.makeFolder(folder))
  if (first === undefined) return
  // The name of each new folder stands in the one above it.
  for (let made = resolve(folder); ; made = dirname(made)) {
    const above = dirname(made)
    await attempt(made, 'bring its name to the disk', () => files.syncFolder(above))
    if (made === resolve(first) || made === above) return
  }
}
