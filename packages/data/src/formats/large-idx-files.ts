import { join } from 'node:path'
import { BadInput } from '@antigrad/core'
import { type OpenFile, openFile, readBytes, sizeOf } from '../files.js'
import { BEST_RATIO, gunzipIdx, isGzip, LARGEST_FILE } from '../idx/gunzip.js'
import { gunzipToFile, unpackedLength } from '../idx/gunzip-to-file.js'
import type { IdxNames } from '../idx/idx-names.js'
import type { LargeIdxPart } from '../idx/large-idx.js'
import { LargeImages } from '../idx/large-images.js'
import type { PixelScale } from '../idx/pixels.js'
import { oneLine } from '../refuse.js'

/**
 * Opens a file of images that is too large for memory, a gzipped one unpacked.
 * @param most bytes, unpacked, of one that is not
 * @returns undefined for another
 * @throws BadInput for a damaged gzip file, FileError
 */
export async function openLarge(path: string, most: number): Promise<OpenFile | undefined> {
  const opened = await openedIfLarge(path, most)
  if (!opened?.isPacked) return opened?.file
  try {
    return await gunzipToFile(opened.file, path)
  } finally {
    opened.file.close()
  }
}

/** Whether a file of images is too large for memory. Throws as `openLarge`. */
export async function isLargeFile(path: string, most: number): Promise<boolean> {
  const opened = await openedIfLarge(path, most)
  opened?.file.close()
  return opened !== undefined
}

/**
 * @param hint what is to be done where there are more
 * @throws BadInput where a file of images is too large for memory, and as `openLarge`
 */
export async function refuseLarge(path: string, hint: string): Promise<void> {
  if (!(await isLargeFile(path, LARGEST_FILE))) return
  throw new BadInput(oneLine(`${path}: expected at most ${LARGEST_FILE} bytes, found more (${hint})`))
}

async function openedIfLarge(
  path: string,
  most: number,
): Promise<{ file: OpenFile; isPacked: boolean } | undefined> {
  // So many bytes are never packed in fewer.
  if ((await sizeOf(path)) <= most / BEST_RATIO) return undefined
  const file = openFile(path)
  try {
    const isPacked = isGzip(file.read(0, Math.min(2, file.size)))
    if ((isPacked ? unpackedLength(file, path) : file.size) > most) return { file, isPacked }
  } catch (error) {
    file.close()
    throw error
  }
  file.close()
  return undefined
}

/**
 * A part of a set of which any part is too large for memory.
 * @param opened its images, where they are
 * @param scale of their pixels, where it is known
 */
export async function largePart(
  folder: string,
  { images, labels }: IdxNames['train'],
  opened: OpenFile | undefined,
  scale?: PixelScale,
): Promise<LargeIdxPart> {
  const path = join(folder, images)
  return {
    images: new LargeImages(path, opened ?? (await inMemory(path)), scale),
    labels: await readBytes(join(folder, labels)),
  }
}

async function inMemory(path: string): Promise<Pick<OpenFile, 'size' | 'read'>> {
  const { bytes } = await readBytes(path)
  const values = isGzip(bytes) ? gunzipIdx(bytes, path) : bytes
  return { size: values.length, read: (begin, end) => values.subarray(begin, end) }
}
