import { setTimeout as pause } from 'node:timers/promises'
import { FileError } from '@antigrad/core'
import { lock } from '@antigrad/store'

/** How long one waits for a process that holds a run's folder, in milliseconds. */
const PATIENCE = 20_000

/** Waits until no other process holds a run's folder. @throws FileError where one still does */
export async function untilFree(folder: string): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    try {
      return await (await lock(folder)).release()
    } catch (error) {
      if (!(error instanceof FileError) || waited >= PATIENCE) throw error
    }
    await pause(100)
  }
}
