import { readBytes } from '../files.js'
import type { GreyImage } from './grey-image.js'
import { readImage } from './image.js'
import { LARGEST_IMAGE } from './image-limits.js'

/**
 * Reads a picture, PNG or JPEG, in grey.
 * @throws BadInput as `readImage`, FileError where the system refuses it
 */
export async function openImage(path: string): Promise<GreyImage> {
  const { bytes, file } = await readBytes(path, LARGEST_IMAGE)
  return readImage(bytes, file)
}
