import { crc32 } from '../crc32.js'
import { quote, refuse } from '../refuse.js'
import type { Channels } from './grey-image.js'
import { MOST_PIXELS } from './image-limits.js'

/** The bytes that begin every PNG file. */
export const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Bit depths of each colour type (PNG specification, 11.2.2), and how many samples a pixel has. */
const COLOUR_TYPES: Readonly<Record<number, { depths: readonly number[]; channels: Channels }>> = {
  0: { depths: [1, 2, 4, 8, 16], channels: 1 },
  2: { depths: [8, 16], channels: 3 },
  3: { depths: [1, 2, 4, 8], channels: 1 },
  4: { depths: [8, 16], channels: 2 },
  6: { depths: [8, 16], channels: 4 },
}

/** The colour type of images whose pixels are places in a palette. */
export const PALETTE = 3

/** How the camera was held (PNG extensions 1.5, 2.9): it decides what the picture looks like, but the decoder need not know. */
export const EXIF = 'eXIf'

const NEEDED = ['IHDR', 'PLTE', 'tRNS', EXIF, 'IDAT', 'IEND']

/** What the header of a PNG image says. */
export interface PngHeader {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly type: number
  readonly channels: Channels
  readonly interlaced: boolean
}

/** A piece of a PNG file. */
export interface Chunk {
  readonly type: string
  readonly offset: number
  readonly data: Uint8Array
  /** With length, type and checksum. */
  readonly whole: Uint8Array
}

/**
 * The chunks that decide what the picture looks like, in order, the header first; all others are left out.
 * @throws BadInput for a chunk cut short, a wrong checksum, or a chunk that one must know to read the picture
 */
export function readChunks(file: string, bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const chunks: Chunk[] = []
  for (let offset = SIGNATURE.length; ; ) {
    if (offset + 12 > bytes.length)
      throw refuse(file, `offset ${offset}`, 'a PNG chunk', 'the end of the file')
    const length = view.getUint32(offset)
    const next = offset + 12 + length
    if (next > bytes.length) {
      throw refuse(
        file,
        `offset ${offset}`,
        `a chunk of ${length} bytes`,
        `${bytes.length - offset - 12} to the end`,
      )
    }
    const type = Buffer.from(bytes.subarray(offset + 4, offset + 8)).toString('latin1')
    if (chunks.length === 0 && type !== 'IHDR')
      throw refuse(file, `offset ${offset}`, 'the chunk IHDR', quote(type))
    if (NEEDED.includes(type)) {
      if (type !== 'IDAT' && chunks.some((chunk) => chunk.type === type)) {
        throw refuse(file, `offset ${offset}`, `one chunk ${type}`, 'another')
      }
      const sum = crc32(bytes.subarray(offset + 4, next - 4))
      const found = view.getUint32(next - 4)
      if (sum !== found)
        throw refuse(file, `offset ${next - 4}`, `the checksum ${sum} of ${type}`, `${found}`)
      chunks.push({
        type,
        offset,
        data: bytes.subarray(offset + 8, next - 4),
        whole: bytes.subarray(offset, next),
      })
    } else if (/^[^a-z]/.test(type)) {
      throw refuse(file, `offset ${offset}`, 'a chunk that this reader knows', quote(type))
    }
    if (type === 'IEND') return chunks
    offset = next
  }
}

/** A chunk as it lies in a file: its length, its type, its data and their checksum. */
export function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(Buffer.from(type, 'latin1'), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}

/** What the first chunk says. Throws BadInput for what PNG does not allow, or more than 64 megapixels. */
export function readHeader(file: string, { data, offset }: Chunk): PngHeader {
  if (data.length !== 13) throw refuse(file, `offset ${offset}`, 'a header of 13 bytes', `${data.length}`)
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  if (width === 0 || height === 0 || width * height > MOST_PIXELS) {
    throw refuse(file, 'offset 16', `1 to ${MOST_PIXELS} pixels`, `${width} × ${height}`)
  }
  const [depth, type, compression, filter, interlace] = data.subarray(8)
  const colour = COLOUR_TYPES[type]
  if (!colour?.depths.includes(depth)) {
    throw refuse(
      file,
      'offset 24',
      'a colour type with a bit depth it allows',
      `type ${type} with ${depth} bits`,
    )
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    const found = [compression, filter, interlace].join(', ')
    throw refuse(file, 'offset 26', 'compression 0, filter 0 and interlace 0 or 1', found)
  }
  return { width, height, depth, type, channels: colour.channels, interlaced: interlace === 1 }
}
