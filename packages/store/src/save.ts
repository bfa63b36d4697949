import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { FileError } from '@antigrad/core'
import { attempt, codeOf, tryTo } from './attempt.js'
import { type FileOperations, nodeFiles } from './operations.js'
import { readWhole } from './read-whole.js'

/** Bytes written or compared at a time. */
const CHUNK = 4 * 2 ** 20

const TEMPORARY = /^(.+)\.[0-9a-f]{16}\.tmp$/

/** A name beside `file` that nobody has: for what is being written. */
export function temporaryName(file: string): string {
  return `${file}.${randomBytes(8).toString('hex')}.tmp`
}

/** The file for which a temporary name was made, or undefined for any other name. */
export function temporaryFor(name: string): string | undefined {
  return TEMPORARY.exec(name)?.[1]
}

/**
 * Puts `bytes` in the place of `file`. Whatever fails, and whenever the process or the machine dies, the
 * file afterwards holds either what it held before or all of `bytes`; and when this resolves, `bytes` are
 * on the disk. A temporary file that a death left is removed by the next `RunFolder.open`.
 *
 * @throws FileError naming the file, the operation, its code and what to do
 */
export async function save(
  file: string,
  bytes: Uint8Array,
  files: FileOperations = nodeFiles,
): Promise<void> {
  const temporary = temporaryName(file)
  try {
    await writeVerified(temporary, file, bytes, files)
    await attempt(file, 'put it in its place', () => files.rename(temporary, file))
  } catch (error) {
    await tryTo(() => files.remove(temporary))
    throw error
  }
  await syncFolderOf(file, files)
}

/**
 * As `save`, and what `file` held before is afterwards in `previous`. At every moment `file` is there
 * and whole, and at no moment is there less than two generations, once there were two.
 *
 * @throws FileError
 */
export async function saveKeeping(
  file: string,
  previous: string,
  bytes: Uint8Array,
  files: FileOperations = nodeFiles,
): Promise<void> {
  const temporary = temporaryName(file)
  const kept = temporaryName(previous)
  try {
    await writeVerified(temporary, file, bytes, files)
    const hadOne = await keep(file, kept, previous, files)
    await attempt(file, 'put it in its place', () => files.rename(temporary, file))
    if (hadOne) await attempt(previous, 'put it in its place', () => files.rename(kept, previous))
  } catch (error) {
    await tryTo(() => files.remove(temporary))
    await tryTo(() => files.remove(kept))
    throw error
  }
  await syncFolderOf(file, files)
}

/** Gives what `file` holds a second name. Resolves to false where there is no such file yet. */
async function keep(file: string, kept: string, previous: string, files: FileOperations): Promise<boolean> {
  try {
    await files.link(file, kept)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    // Not every file system has links; a copy will do.
    await writeVerified(kept, previous, await readWhole(file, files), files)
  }
  return true
}

/** Writes a new file, on to the disk, and reads it back. `file` is what to call it in a message. */
async function writeVerified(
  temporary: string,
  file: string,
  bytes: Uint8Array,
  files: FileOperations,
): Promise<void> {
  const opened = await attempt(file, 'make a new file beside it', () => files.open(temporary, 'create'))
  try {
    for (let written = 0; written < bytes.length; ) {
      const rest = bytes.subarray(written, written + CHUNK)
      const count = await attempt(file, 'write', () => opened.write(rest))
      if (count < 1)
        throw new FileError(`${file}: cannot write: the disk took none of the last ${rest.length} bytes`)
      written += count
    }
    await attempt(file, 'bring it to the disk', () => opened.sync())
  } catch (error) {
    await tryTo(() => opened.close())
    throw error
  }
  await attempt(file, 'close', () => opened.close())
  await verify(temporary, file, bytes, files)
}

async function verify(
  temporary: string,
  file: string,
  bytes: Uint8Array,
  files: FileOperations,
): Promise<void> {
  const opened = await attempt(file, 'open it to read it back', () => files.open(temporary, 'read'))
  try {
    const chunk = new Uint8Array(Math.min(CHUNK, bytes.length + 1))
    for (let at = 0; ; ) {
      const count = await attempt(file, 'read it back', () => opened.read(chunk, at))
      if (Buffer.compare(chunk.subarray(0, count), bytes.subarray(at, at + count)) !== 0) {
        throw new FileError(
          `${file}: cannot save: bytes ${at} to ${at + count} read back are not those written; check the disk`,
        )
      }
      at += count
      if (count > 0) continue
      if (at === bytes.length) return
      throw new FileError(
        `${file}: cannot save: ${at} of ${bytes.length} bytes can be read back; check the disk`,
      )
    }
  } finally {
    await tryTo(() => opened.close())
  }
}

async function syncFolderOf(file: string, files: FileOperations): Promise<void> {
  await attempt(file, 'bring its new name to the disk', () => files.syncFolder(dirname(file)))
}
