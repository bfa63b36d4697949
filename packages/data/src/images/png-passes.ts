import { inflateSync } from 'node:zlib'
import { damageOf, refuse } from '../refuse.js'
import { MOST_SAMPLES } from './image-limits.js'
import { type Chunk, PALETTE, type PngHeader } from './png-chunks.js'

/** The seven passes of Adam7 (PNG specification, 8.2): first column and row, steps between columns and rows. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
]

/** A part of an image that is coded as an image of its own: every so many columns and rows of the whole. */
export interface Pass {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly down: number
  readonly columns: number
  readonly rows: number
  /** Before compression: for each line a byte for its filter and its packed samples. */
  readonly bytes: number
}

/** The passes of an image that have pixels, in order: one where it is not interlaced. */
export function passesOf({ width, height, depth, channels, interlaced }: PngHeader): Pass[] {
  return (interlaced ? ADAM7 : [[0, 0, 1, 1]])
    .map(([left, top, right, down]) => {
      const columns = Math.max(0, Math.ceil((width - left) / right))
      const rows = Math.max(0, Math.ceil((height - top) / down))
      const bytes = rows * (1 + Math.ceil((columns * channels * depth) / 8))
      return { left, top, right, down, columns, rows, bytes }
    })
    .filter(({ columns, rows }) => columns > 0 && rows > 0)
}

/**
 * The lines of an image, pass by pass, before any filter is undone.
 * @throws BadInput unless the compressed data holds exactly as much as the header promises
 */
export function inflateLines(file: string, header: PngHeader, chunks: readonly Chunk[]): Uint8Array {
  const parts = chunks.filter(({ type }) => type === 'IDAT')
  const offset = parts[0]?.offset ?? 33
  if (header.type === PALETTE && !chunks.some(({ type }) => type === 'PLTE')) {
    throw refuse(file, `offset ${offset}`, 'a palette', 'none')
  }
  const length = passesOf(header).reduce((sum, { bytes }) => sum + bytes, 0)
  if (length > MOST_SAMPLES) {
    const found = `${length}; a smaller copy of the picture will do`
    throw refuse(file, 'offset 16', `at most ${MOST_SAMPLES} bytes before compression`, found)
  }
  const compressed = Buffer.concat(parts.map(({ data }) => data))
  let found: string
  try {
    const chunkSize = Math.max(64, Math.min(length, 2 ** 20))
    // With `info` Node returns the engine too, which knows how many bytes it took; the types do not say so.
    const { buffer, engine } = inflateSync(compressed, {
      maxOutputLength: length,
      chunkSize,
      info: true,
    }) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } }
    if (buffer.length === length && engine.bytesWritten === compressed.length) return buffer
    found = `${buffer.length} from ${engine.bytesWritten} of its ${compressed.length} bytes`
  } catch (error) {
    found = damageOf(error)
  }
  throw refuse(file, `offset ${offset}`, `compressed data that holds ${length} bytes`, found)
}
