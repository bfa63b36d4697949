import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { note } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import { type FileOperations, nodeFiles, RUN_FILES, type RunFolder } from '@antigrad/store'
import { configFromJson } from './config.js'
import { removeLogs } from './epoch-logs/epoch-logs.js'
import { decodeState } from './restore.js'
import { isFinished } from './state.js'

/**
 * The files of a run, in the order in which they are removed: at every moment those that are left say what
 * they are, a finished run's while the checkpoint is there, one without a checkpoint's while the config is.
 */
const FILES = [
  RUN_FILES.previous,
  RUN_FILES.log,
  RUN_FILES.model,
  RUN_FILES.report,
  RUN_FILES.checkpoint,
  RUN_FILES.config,
]

/**
 * Clears a folder for a new run: removes the files of one that never came to a checkpoint, and of one that is finished
 * where that is asked for.
 * @param force whether a finished run is to be replaced
 * @throws UsageError where the folder holds a run that is not finished, or is and is not to be replaced, or files so named
 * that no run left; BadInput where the files of a run are damaged; FileError
 */
export async function clear(
  folder: RunFolder,
  force: boolean,
  files: FileOperations = nodeFiles,
): Promise<void> {
  const { path } = folder
  const found = await filesIn(path, files)
  if (found.length === 0) return
  const checkpoint = await folder.readCheckpoint()
  if (checkpoint) {
    const saved = decodeState(checkpoint.bytes, checkpoint.file)
    if (!isFinished(saved.config, saved)) {
      throw new UsageError(
        `${path}: holds a run that is not finished; go on with --resume ${path}, or choose another --out`,
      )
    }
    if (!force) {
      throw new UsageError(
        `${path}: holds a finished run; --force replaces it, --resume ${path} goes on for more --epochs, another --out leaves it`,
      )
    }
    note(`note: ${path} held a finished run, which is replaced`)
  } else if (!(await hasConfig(folder))) {
    throw new UsageError(`${path}: holds ${found.join(', ')}, which no run left there; choose another --out`)
  }
  await removeRun(path, files)
}

/** Removes the files of a run. @throws FileError */
export async function removeRun(path: string, files: FileOperations = nodeFiles): Promise<void> {
  const found = await filesIn(path, files)
  // First, while all that says what they belong to is there.
  await removeLogs(path)
  for (const [index, name] of found.entries()) {
    // A power cut, too, leaves the last one longest.
    if (index === found.length - 1) await files.syncFolder(path)
    await files.remove(join(path, name))
  }
}

async function filesIn(path: string, files: FileOperations): Promise<string[]> {
  const names = await files.list(path)
  return FILES.filter((name) => names.includes(name))
}

async function hasConfig(folder: RunFolder): Promise<boolean> {
  try {
    configFromJson(await folder.readConfig(), folder.path)
    return true
  } catch {
    return false
  }
}

/** Removes the report of what a run was before it goes on: it would tell of other weights. */
export async function removeReport(folder: Pick<RunFolder, 'path'>): Promise<void> {
  await rm(join(folder.path, RUN_FILES.report), { force: true })
}
