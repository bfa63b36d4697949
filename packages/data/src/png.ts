import { convertIndexedToRgb, type DecodedPng, decode } from 'fast-png'
import type { FileBytes } from './file-bytes.js'
import { type GreyImage, greyOf, type Samples } from './grey-image.js'
import { checkPixels, PALETTE, readChunks, readHeader, SIGNATURE } from './png-chunks.js'
import { oneLine, refuse } from './refuse.js'

/** Whether the bytes begin as a PNG file does. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte)
}

/**
 * Reads a PNG file in grey, laid on white where it is transparent. Nothing but the chunks that the picture
 * needs reaches the decoder, and these only when the compressed data holds exactly what the header promises.
 * @throws BadInput for any damage, more than 64 megapixels, and interlaced images of less than 8 bits
 */
export function readPng({ file, bytes }: FileBytes): GreyImage {
  const chunks = readChunks(file, bytes)
  const header = readHeader(file, chunks[0])
  checkPixels(file, header, chunks)
  const { width, height, depth, type, channels } = header
  let decoded: DecodedPng
  let colours: Samples | undefined
  try {
    decoded = decode(Buffer.concat([Buffer.from(SIGNATURE), ...chunks.map(({ whole }) => whole)]))
    if (type === PALETTE) colours = convertIndexedToRgb(decoded)
  } catch (error) {
    const found = error instanceof Error ? oneLine(error.message) : 'damage'
    throw refuse(file, 'offset 33', 'the data of a PNG image', found)
  }
  if (colours) return greyOf(width, height, colours, colours.length === 4 * width * height ? 4 : 3, 255)
  const most = 2 ** depth - 1
  const samples = depth < 8 ? unpack(decoded.data, width, height, depth) : decoded.data
  const hidden = decoded.transparency
  if (!hidden || (channels !== 1 && channels !== 3)) return greyOf(width, height, samples, channels, most)
  return greyOf(width, height, withAlpha(samples, channels, hidden, most), channels === 1 ? 2 : 4, most)
}

/** Samples of 1, 2 or 4 bits, of which the first of a byte are the high ones, and each line begins a byte. */
function unpack(packed: Samples, width: number, height: number, depth: number): Uint8Array {
  const samples = new Uint8Array(width * height)
  const line = Math.ceil((width * depth) / 8)
  for (let pixel = 0; pixel < samples.length; pixel++) {
    const bit = (pixel % width) * depth
    const byte = packed[Math.floor(pixel / width) * line + (bit >> 3)]
    samples[pixel] = (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1)
  }
  return samples
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
