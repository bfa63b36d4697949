import { decode } from 'jpeg-js'
import type { FileBytes } from '../file-bytes.js'
import { damageOf, refuse } from '../refuse.js'
import { type GreyImage, greyOf, type Layout, upright } from './grey-image.js'
import { MOST_PIXELS } from './image-limits.js'
import { blocksOf } from './jpeg-frame.js'
import { readSegments } from './jpeg-segments.js'

/** Pixels that a byte may stand for: a block of 64 takes a bit at least (ITU-T T.81, F.1.2.1). */
const MOST_PIXELS_A_BYTE = 512

/**
 * Blocks of 8 × 8 of all components: 12 megapixels as telephones take them. A block takes the decoder three to
 * four microseconds, of which one until damage in the coded data shows, and 400 bytes.
 */
const MOST_BLOCKS = 300_000

/** Blocks that all scans visit: those of a progressive image visit each several times. */
const MOST_VISITS = 2 ** 21

/** Bytes that the decoder counts for a block: its coefficients and its samples. */
const BYTES_A_BLOCK = 320

/** Bytes that it counts for a pixel of what it returns, before and after its colours are made. */
const BYTES_A_PIXEL = 7

/** Whether the bytes begin as a JPEG file does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
}

/**
 * Reads a JPEG file, baseline or progressive, in grey, turned upright as its Exif orientation says. Only the
 * segments that the picture needs reach the decoder, and only when they are not too much work.
 * @param layout `colourOf` reads it in colour
 * @throws BadInput for any damage, a file cut short, more than 300,000 blocks of 8 × 8 in all its components, or
 * more pixels than the file can hold
 */
export function readJpeg(source: FileBytes, layout: Layout = greyOf): GreyImage {
  const { file } = source
  const { frame, orientation, rgb, visits, bytes } = readSegments(source)
  const { width, height, place } = frame
  const blocks = blocksOf(frame, frame.components)
  const pixels = width * height
  const found = `${width} × ${height}`
  if (pixels > bytes.length * MOST_PIXELS_A_BYTE) {
    const expected = `at most ${MOST_PIXELS_A_BYTE} pixels for each of ${bytes.length} bytes`
    throw refuse(file, place, expected, found)
  }
  if (blocks > MOST_BLOCKS) {
    const expected = `at most ${MOST_BLOCKS} blocks of 8 × 8 pixels, all colours counted`
    throw refuse(file, place, expected, `${found}, ${blocks} blocks; a smaller copy of the picture will do`)
  }
  if (visits > MOST_VISITS) {
    throw refuse(file, place, `scans that visit at most ${MOST_VISITS} blocks`, `${visits}`)
  }
  try {
    const decoded = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      // Left out it stands for the transform that most files of three components have, and files of four have not.
      ...(rgb && { colorTransform: false }),
      maxResolutionInMP: MOST_PIXELS / 1e6,
      maxMemoryUsageInMB: (BYTES_A_BLOCK * blocks + BYTES_A_PIXEL * pixels + 4 * bytes.length) / 2 ** 20 + 1,
    })
    return upright(layout(width, height, decoded.data, 3, 255), orientation)
  } catch (error) {
    throw refuse(file, place, 'the data of a JPEG image', damageOf(error))
  }
}
