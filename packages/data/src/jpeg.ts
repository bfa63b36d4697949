import { decode } from 'jpeg-js'
import type { FileBytes } from './file-bytes.js'
import { type GreyImage, greyOf, upright } from './grey-image.js'
import { MOST_PIXELS } from './image-limits.js'
import { oneLine, refuse } from './refuse.js'

/** Pixels that a byte may stand for: a block of 64 takes a bit at least (ITU-T T.81, F.1.2.1). */
const MOST_PIXELS_A_BYTE = 512

/** Pixels times scans: each scan of a progressive image visits every block again. */
const MOST_WORK = 2 ** 28

/** Bytes that the decoder takes for each pixel: coefficients and samples of four components, and what it returns. */
const BYTES_A_PIXEL = 28

/** Whether the bytes begin as a JPEG file does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
}

/**
 * Reads a JPEG file, baseline or progressive, in grey, turned upright as its Exif orientation says.
 * @throws BadInput for any damage, a file cut short, more than 64 megapixels, or more than the file can hold
 */
export function readJpeg({ file, bytes }: FileBytes): GreyImage {
  const { width, height, orientation, offset } = readFrame(file, bytes)
  const pixels = width * height
  const found = `${width} × ${height}`
  if (pixels === 0 || pixels > MOST_PIXELS) throw refuse(file, offset, `1 to ${MOST_PIXELS} pixels`, found)
  if (pixels > bytes.length * MOST_PIXELS_A_BYTE) {
    throw refuse(
      file,
      offset,
      `at most ${MOST_PIXELS_A_BYTE} pixels for each of ${bytes.length} bytes`,
      found,
    )
  }
  const scans = countScans(bytes)
  if (scans * pixels > MOST_WORK) {
    throw refuse(
      file,
      offset,
      `at most ${Math.floor(MOST_WORK / pixels)} scans of so many pixels`,
      `${scans}`,
    )
  }
  try {
    const decoded = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      // A second frame could promise more than the first; the decoder holds it to these.
      maxResolutionInMP: pixels / 1e6,
      maxMemoryUsageInMB: (BYTES_A_PIXEL * (width + 32) * (height + 32)) / 2 ** 20 + 1,
    })
    if (decoded.width !== width || decoded.height !== height) throw new Error('another frame')
    return upright(greyOf(width, height, decoded.data, 3, 255), orientation)
  } catch (error) {
    throw refuse(
      file,
      offset,
      'the data of a JPEG image',
      error instanceof Error ? oneLine(error.message) : 'damage',
    )
  }
}

interface Frame {
  readonly width: number
  readonly height: number
  readonly orientation: number
  /** Where it was found, for messages. */
  readonly offset: string
}

/** Walks the segments of the file up to the header of its frame, believing no length. */
function readFrame(file: string, bytes: Uint8Array): Frame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let orientation = 1
  let at = 2
  for (;;) {
    if (at + 4 > bytes.length)
      throw refuse(file, `offset ${at}`, 'the header of a frame', 'the end of the file')
    if (bytes[at] !== 0xff) throw refuse(file, `offset ${at}`, 'a marker, 0xff', `${bytes[at]}`)
    const marker = bytes[at + 1]
    if (marker === 0xff) {
      at++
      continue
    }
    // Frames that are lossless, hierarchical or arithmetically coded; the scan and the end come after the frame.
    if (
      (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8) ||
      marker === 0xd9 ||
      marker === 0xda
    ) {
      throw refuse(file, `offset ${at}`, 'a baseline or progressive frame', `marker 0x${marker.toString(16)}`)
    }
    const length = view.getUint16(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) {
      throw refuse(file, `offset ${at + 2}`, 'a segment that ends within the file', `one of ${length} bytes`)
    }
    if (marker >= 0xc0 && marker <= 0xc2) {
      if (length < 8) throw refuse(file, `offset ${at + 2}`, 'a frame header of 8 bytes or more', `${length}`)
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      return { width, height, orientation, offset: `offset ${at + 5}` }
    }
    if (marker === 0xe1) orientation = readOrientation(bytes.subarray(at + 4, end)) ?? orientation
    at = end
  }
}

/** The orientation in an Exif segment (Exif 2.3, 4.6.2: a TIFF header, then entries of 12 bytes), if it has one. */
function readOrientation(segment: Uint8Array): number | undefined {
  if (Buffer.from(segment.subarray(0, 6)).toString('latin1') !== 'Exif\0\0') return undefined
  const tiff = segment.subarray(6)
  if (tiff.length < 8) return undefined
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length)
  const little = tiff[0] === 0x49
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return undefined
  const entries = view.getUint16(directory, little)
  for (let entry = 0, at = directory + 2; entry < entries && at + 12 <= tiff.length; entry++, at += 12) {
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little)
  }
  return undefined
}

/** How often a scan may begin: in coded data 0xff is always followed by 0, so each of these is a marker. */
function countScans(bytes: Uint8Array): number {
  let scans = 0
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === 0xda) scans++
  return scans
}
