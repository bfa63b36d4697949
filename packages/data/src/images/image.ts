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
  throw refuse(file, 'offset 0', 'a PNG or JPEG image', foundIn(bytes))
}

/** Pictures that are not read, by how their files begin. */
const OTHERS: readonly (readonly [begin: RegExp, kind: string])[] = [
  [/^GIF8/, 'a GIF'],
  [/^RIFF.{4}WEBP/s, 'a WebP'],
  [/^BM/, 'a BMP'],
  [/^(?:II\*|MM.\*)/s, 'a TIFF'],
  [/^.{4}ftyp(?:hei|hev|mif)/s, 'a HEIC'],
  [/^.{4}ftypavif/s, 'an AVIF'],
  [/^.{4}jP {2}/s, 'a JPEG 2000'],
  [/^(?:<\?xml.*)?<svg/s, 'an SVG'],
]

/** What a file is that is none, for people. */
function foundIn(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file'
  const begin = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  const [, kind] = OTHERS.find(([pattern]) => pattern.test(begin)) ?? []
  return kind === undefined
    ? quote(begin.slice(0, 8))
    : `${kind} picture, whatever it is called: save it as PNG`
}
