import type { FileBytes } from '../file-bytes.js'
import { quote, refuse } from '../refuse.js'
import { type GreyImage, greyOf, type Layout } from './grey-image.js'
import { isJpeg, readJpeg } from './jpeg.js'
import { isPng, readPng } from './png.js'

/**
 * Reads a picture, PNG or JPEG by its first bytes, in grey.
 * @param bytes the whole file
 * @param file its name, for the message
 * @param layout `colourOf` reads it in colour, three bytes a pixel
 * @throws BadInput for another kind of file, any damage, or more than 64 megapixels, which the header tells
 * before anything is decoded
 */
export function readImage(bytes: Uint8Array, file: string, layout: Layout = greyOf): GreyImage {
  const source: FileBytes = { file, bytes }
  if (isPng(bytes)) return readPng(source, layout)
  if (isJpeg(bytes)) return readJpeg(source, layout)
  const found =
    bytes.length === 0 ? 'an empty file' : quote(Buffer.from(bytes.subarray(0, 8)).toString('latin1'))
  throw refuse(file, 'offset 0', 'a PNG or JPEG image', found)
}
