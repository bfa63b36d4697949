import { deflateSync } from 'node:zlib'
import { type DecodedPng, decode, type IndexedColors } from 'fast-png'
import type { FileBytes } from '../file-bytes.js'
import { damageOf, refuse } from '../refuse.js'
import { readTiffOrientation } from './exif.js'
import { type Channels, type GreyImage, greyOf, type Layout, type Samples, upright } from './grey-image.js'
import {
  type Chunk,
  chunkOf,
  EXIF,
  PALETTE,
  type PngHeader,
  readChunks,
  readHeader,
  SIGNATURE,
} from './png-chunks.js'
import { inflateLines, type Pass, passesOf } from './png-passes.js'

/** Whether the bytes begin as a PNG file does. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte)
}

/**
 * Reads a PNG file in grey, laid on white where it is transparent, turned upright as its Exif orientation says. Nothing but
 * the chunks that the picture needs reaches the decoder, and these only when the compressed data holds exactly what the
 * header promises.
 * @param layout `colourOf` reads it in colour
 * @throws BadInput for any damage, or more than 64 megapixels
 */
export function readPng({ file, bytes }: FileBytes, layout: Layout = greyOf): GreyImage {
  const chunks = readChunks(file, bytes)
  const exif = chunks.find(({ type }) => type === EXIF)
  const needed = chunks.filter((chunk) => chunk !== exif)
  const image = decodePixels(file, needed, layout)
  const { largest } = image
  const turned = upright(image, (exif && readTiffOrientation(exif.data)) ?? 1)
  return { ...turned, ...(largest !== undefined && { largest }) }
}

function decodePixels(file: string, chunks: readonly Chunk[], layout: Layout): GreyImage {
  const header = readHeader(file, chunks[0])
  const lines = inflateLines(file, header, chunks)
  const { width, height, depth, type, channels } = header
  let decoded: DecodedPng
  try {
    decoded =
      depth < 8 ? decodePasses(header, chunks, lines) : decode(pngOf(chunks.map(({ whole }) => whole)))
    if (type === PALETTE) return byPalette(decoded.data, decoded.palette ?? [], header, layout)
  } catch (error) {
    throw refuse(file, 'offset 33', 'the data of a PNG image', damageOf(error))
  }
  const most = 2 ** depth - 1
  const { data: samples, transparency: hidden } = decoded
  const largest = depth === 16 && { largest: largestOf(samples, channels) }
  if (!hidden || (channels !== 1 && channels !== 3))
    return { ...layout(width, height, samples, channels, most), ...largest }
  const opaque = withAlpha(samples, channels, hidden, most)
  return { ...layout(width, height, opaque, channels === 1 ? 2 : 4, most), ...largest }
}

/** The largest sample that is no alpha. */
function largestOf(samples: Samples, channels: Channels): number {
  const colours = channels - 1 + (channels % 2)
  let largest = 0
  for (let at = 0; at < samples.length; at++) {
    if (at % channels < colours && samples[at] > largest) largest = samples[at]
  }
  return largest
}

function pngOf(chunks: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Buffer.from(SIGNATURE), ...chunks])
}

/**
 * Decodes an image of less than 8 bits a sample into a byte for each. The decoder does not know such images
 * interlaced, so each pass comes to it as an image of its own.
 */
function decodePasses(header: PngHeader, chunks: readonly Chunk[], lines: Uint8Array): DecodedPng {
  const { width, height } = header
  const between = chunks.filter(({ type }) => type === 'PLTE' || type === 'tRNS').map(({ whole }) => whole)
  const data = new Uint8Array(width * height)
  let decoded: DecodedPng | undefined
  let at = 0
  for (const pass of passesOf(header)) {
    const packed = deflateSync(lines.subarray(at, at + pass.bytes), { level: 0 })
    const end = chunkOf('IEND', new Uint8Array())
    decoded = decode(pngOf([headerOf(header, pass), ...between, chunkOf('IDAT', packed), end]))
    unpack(decoded.data, pass, header, data)
    at += pass.bytes
  }
  if (!decoded) throw new Error('no pixels')
  return { ...decoded, width, height, data }
}

/** The chunk IHDR of a pass as an image of its own, not interlaced. */
function headerOf({ depth, type }: PngHeader, { columns, rows }: Pass): Uint8Array {
  const view = new DataView(new ArrayBuffer(13))
  view.setUint32(0, columns)
  view.setUint32(4, rows)
  view.setUint8(8, depth)
  view.setUint8(9, type)
  return chunkOf('IHDR', new Uint8Array(view.buffer))
}

/** Lays the samples of a pass where they belong. The first of a byte are its high bits, and each line begins a byte. */
function unpack(packed: Samples, pass: Pass, { depth, width }: PngHeader, samples: Uint8Array): void {
  const { left, top, right, down, columns, rows } = pass
  const line = Math.ceil((columns * depth) / 8)
  const most = 2 ** depth - 1
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const bit = column * depth
      const byte = packed[row * line + (bit >> 3)]
      samples[(top + row * down) * width + left + column * right] = (byte >> (8 - depth - (bit & 7))) & most
    }
  }
}

/** The pixels by their places in a palette. */
function byPalette(
  places: Samples,
  palette: IndexedColors,
  { width, height }: PngHeader,
  layout: Layout,
): GreyImage {
  const channels = palette[0]?.length === 4 ? 4 : 3
  const colours = layout(palette.length, 1, Uint8Array.from(palette.flat()), channels, 255)
  const bytes = colours.pixels.length / palette.length || 1
  const pixels = new Uint8Array(bytes * width * height)
  const opacity = colours.opacity && new Uint8Array(width * height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const place = places[pixel]
    if (place >= palette.length) throw new Error(`colour ${place + 1} of a palette of ${palette.length}`)
    for (let byte = 0; byte < bytes; byte++) {
      pixels[bytes * pixel + byte] = colours.pixels[bytes * place + byte]
    }
    if (opacity && colours.opacity) opacity[pixel] = colours.opacity[place]
  }
  return { width, height, pixels, ...(opacity && { opacity }) }
}

/** Samples with an alpha that is 0 where a pixel is of the hidden colour, and full elsewhere. */
function withAlpha(samples: Samples, channels: 1 | 3, hidden: Uint16Array, most: number): Samples {
  const wide = new Uint16Array((samples.length / channels) * (channels + 1))
  for (let from = 0, to = 0; from < samples.length; from += channels, to += channels + 1) {
    let equal = 0
    for (let channel = 0; channel < channels; channel++) {
      const sample = samples[from + channel]
      wide[to + channel] = sample
      if (sample === hidden[channel]) equal++
    }
    wide[to + channels] = equal === channels ? 0 : most
  }
  return wide
}
