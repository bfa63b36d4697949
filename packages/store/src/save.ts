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

/** What a file is to hold: in one piece, or one after the other. */
export type Contents = Uint8Array | readonly Uint8Array[]

/**
 * Puts `bytes` in the place of `file`. Whatever fails, and whenever the process or the machine dies, the
 * file afterwards holds either what it held before or all of `bytes`; and when this resolves, `bytes` are
 * on the disk. A temporary file that a death left is removed by the next `RunFolder.open`.
 *
 * @throws FileError naming the file, the operation, its code and what to do
 */
export async function save(file: string, bytes: Contents, files: FileOperations = nodeFiles): Promise<void> {
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
  bytes: Contents,
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
  bytes: Contents,
  files: FileOperations,
): Promise<void> {
  const pieces = bytes instanceof Uint8Array ? [bytes] : bytes
  const opened = await attempt(file, 'make a new file beside it', () => files.open(temporary, 'create'))
  try {
    for (const piece of pieces) {
      for (let written = 0; written < piece.length; ) {
        const rest = piece.subarray(written, written + CHUNK)
        const count = await attempt(file, 'write', () => opened.write(rest))
        if (count < 1)
          throw new FileError(`${file}: cannot write: the disk took none of the last ${rest.length} bytes`)
        written += count
      }
    }
    await attempt(file, 'bring it to the disk', () => opened.sync())
  } catch (error) {
    await tryTo(() => opened.close())
    throw error
  }
  await attempt(file, 'close', () => opened.close())
  await verify(temporary, file, pieces, files)
}

async function verify(
  temporary: string,
  file: string,
  pieces: readonly Uint8Array[],
  files: FileOperations,
): Promise<void> {
  const opened = await attempt(file, 'open it to read it back', () => files.open(temporary, 'read'))
  const refuse = (found: string): never => {
    throw new FileError(`${file}: cannot save: ${found}; check the disk`)
  }
  try {
    const chunk = new Uint8Array(CHUNK)
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
    let at = 0
    const readBack = async (most: number): Promise<Uint8Array> => {
      const into = chunk.subarray(0, most)
      const count = await attempt(file, 'read it back', () => opened.read(into, at))
      at += count
      return into.subarray(0, count)
    }
    for (const piece of pieces) {
      for (let compared = 0; compared < piece.length; ) {
        const back = await readBack(piece.length - compared)
        if (back.length === 0) refuse(`${at} of ${length} bytes can be read back`)
        if (Buffer.compare(back, piece.subarray(compared, compared + back.length)) !== 0) {
          refuse(`bytes ${at - back.length} to ${at} read back are not those written`)
        }
        compared += back.length
      }
    }
    if ((await readBack(1)).length > 0) refuse(`more than ${length} bytes can be read back`)
  } finally {
    await tryTo(() => opened.close())
  }
}

async function syncFolderOf(file: string, files: FileOperations): Promise<void> {
  await attempt(file, 'bring its new name to the disk', () => files.syncFolder(dirname(file)))
}
