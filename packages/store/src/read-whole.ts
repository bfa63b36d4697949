import { BadInput } from '@antigrad/core'
import { attempt, tryTo } from './attempt.js'
import { type FileOperations, nodeFiles, type OpenFile } from './operations.js'

/** Bytes of a file that is read, at most: 2 GiB, five hundred million parameters. What is longer must not be saved. */
export const LARGEST_FILE = 2 ** 31

/** Bytes that one call reads at most: Node takes no more than 2³¹ − 1. */
const CALL = 2 ** 30

/**
 * All bytes of a file.
 * @param most refuse a longer file, before anything of it is read
 * @throws BadInput for a folder, a pipe or a device, and for a file that is too long
 * @throws FileError where it cannot be read
 */
export async function readWhole(
  file: string,
  files: FileOperations = nodeFiles,
  most = LARGEST_FILE,
): Promise<Uint8Array<ArrayBuffer>> {
  const opened = await attempt(file, 'open', () => files.open(file, 'read'))
  try {
    const { isFile, size } = await attempt(file, 'ask for its size', () => opened.stat())
    if (!isFile) throw new BadInput(`${file}: expected a file, found a folder or a device; check the path`)
    if (size > most) throw new BadInput(`${file}: expected at most ${most} bytes, found ${size}`)
    const bytes = new Uint8Array(size)
    return bytes.subarray(0, await fill(bytes, 0, opened, file))
  } finally {
    await tryTo(() => opened.close())
  }
}

/**
 * Fills `into` with what stands in an open file from byte `position` on.
 * @returns the bytes read: fewer than asked only at the end of the file
 * @throws FileError
 */
export async function fill(
  into: Uint8Array,
  position: number,
  opened: OpenFile,
  file: string,
): Promise<number> {
  let length = 0
  while (length < into.length) {
    const rest = into.subarray(length, length + CALL)
    const count = await attempt(file, 'read', () => opened.read(rest, position + length))
    if (count === 0) break
    length += count
  }
  return length
}
