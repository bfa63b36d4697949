import type { FileBytes } from '../file-bytes.js'
import { refuse } from '../refuse.js'
import { readOrientation } from './exif.js'
import { blocksOf, type JpegFrame, readFrame } from './jpeg-frame.js'
import { checkScan, scanEnd } from './jpeg-scan.js'

/** Markers (ITU-T T.81, table B.1). */
const MARKER = {
  huffman: 0xc4,
  end: 0xd9,
  scan: 0xda,
  quantization: 0xdb,
  restart: 0xdd,
  jfif: 0xe0,
  exif: 0xe1,
  adobe: 0xee,
} as const

/** Baseline, extended and progressive frames. */
const FRAMES = [0xc0, 0xc1, 0xc2]

/** Frames that are lossless, hierarchical or arithmetically coded. */
const OTHER_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]

/** Segments that decide what the picture looks like. */
const KEPT = [...FRAMES, MARKER.huffman, MARKER.scan, MARKER.quantization, MARKER.restart, MARKER.adobe]

/** What a JPEG file holds, as far as its picture goes. */
export interface JpegParts {
  readonly frame: JpegFrame
  /** As Exif has it: 1 is upright. */
  readonly orientation: number
  /** The three components are red, green and blue, not luma and two differences of colour. */
  readonly rgb: boolean
  /** Blocks that all scans visit. */
  readonly visits: number
  /** A file of the segments that decide what the picture looks like; all others are left out. */
  readonly bytes: Uint8Array
}

/**
 * Walks the segments of a JPEG file to the end of its image, believing no length. What is behind the end,
 * as some cameras put there, is not looked at.
 * @throws BadInput for anything that a decoder might take otherwise than it was taken here: so what is
 * counted here is what decoding costs
 */
export function readSegments({ file, bytes }: FileBytes): JpegParts {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let frame: JpegFrame | undefined
  let [orientation, interval, visits] = [1, 0, 0]
  let jfif = false
  let adobe: number | undefined
  for (let at = 2; ; ) {
    const place = `offset ${at}`
    if (at + 2 > bytes.length) throw refuse(file, place, 'the marker of a segment', 'the end of the file')
    if (bytes[at] !== 0xff) throw refuse(file, place, 'a marker, 0xff', `${bytes[at]}`)
    const marker = bytes[at + 1]
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === MARKER.end && frame && visits > 0) {
      const whole = Buffer.concat([...kept, bytes.subarray(at, at + 2)])
      return { frame, orientation, rgb: isRgb(frame, jfif, adobe), visits, bytes: whole }
    }
    if (OTHER_FRAMES.includes(marker) || isAlone(marker) || (marker === MARKER.scan && !frame)) {
      const expected = frame
        ? 'a segment of a baseline or progressive image'
        : 'a baseline or progressive frame'
      throw refuse(file, place, expected, `marker 0x${marker.toString(16)}`)
    }
    const segment = segmentAt(file, bytes, at)
    let end = at + segment.length
    if (FRAMES.includes(marker)) {
      if (frame) throw refuse(file, place, 'one frame', 'another')
      frame = readFrame(file, segment, at)
    } else if (marker === MARKER.scan && frame) {
      end = scanEnd(bytes, end)
      const components = checkScan(file, frame, bytes.subarray(at, end), interval, at)
      visits += blocksOf(frame, components)
    } else if (marker === MARKER.restart) {
      if (segment.length !== 6)
        throw refuse(file, place, 'a restart interval of 4 bytes', `${segment.length - 2}`)
      interval = (segment[4] << 8) | segment[5]
    } else if (marker === MARKER.quantization || marker === MARKER.huffman) {
      const filled = marker === MARKER.huffman ? fillsHuffman(segment) : fillsQuantization(segment)
      if (!filled) throw refuse(file, place, 'tables that fill their segment', 'others')
    } else if (marker === MARKER.exif) {
      orientation = readOrientation(segment.subarray(4)) ?? orientation
    } else if (marker === MARKER.jfif) {
      jfif ||= latin1(segment, 4, 9) === 'JFIF\0'
    } else if (marker === MARKER.adobe && segment.length >= 16 && latin1(segment, 4, 9) === 'Adobe') {
      adobe = segment[15]
    }
    if (KEPT.includes(marker)) kept.push(bytes.subarray(at, end))
    at = end
  }
}

/**
 * Whether three components are red, green and blue: where Adobe's segment names no transform (Adobe's technical note
 * 5116), or, with neither its segment nor JFIF's, where they are called R, G and B, as libjpeg has it.
 */
function isRgb({ components }: JpegFrame, jfif: boolean, adobe: number | undefined): boolean {
  if (components.length !== 3) return false
  if (adobe !== undefined) return adobe === 0
  return !jfif && String.fromCharCode(...components.map(({ id }) => id)) === 'RGB'
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1')
}

/** Markers that have no segment: restarts, which only scans have, and the ends of an image. */
function isAlone(marker: number): boolean {
  return marker < 0xc0 || (marker >= 0xd0 && marker <= MARKER.end)
}

/** Marker, length and data. */
function segmentAt(file: string, bytes: Uint8Array, at: number): Uint8Array {
  const length = (bytes[at + 2] << 8) | bytes[at + 3]
  if (at + 4 > bytes.length || length < 2 || at + 2 + length > bytes.length) {
    const found = at + 4 > bytes.length ? 'the end of the file' : `one of ${length} bytes`
    throw refuse(file, `offset ${at + 2}`, 'a segment that ends within the file', found)
  }
  return bytes.subarray(at, at + 2 + length)
}

/** Whether a segment is full of quantization tables (B.2.4.1): 64 numbers of 8 or 16 bits each. */
function fillsQuantization(segment: Uint8Array): boolean {
  let at = 4
  while (at < segment.length && segment[at] >> 4 <= 1) at += segment[at] >> 4 === 1 ? 129 : 65
  return at === segment.length
}

/** Whether a segment is full of Huffman tables (B.2.4.2): sixteen counts and as many values as they add up to. */
function fillsHuffman(segment: Uint8Array): boolean {
  let at = 4
  while (at + 17 <= segment.length) {
    at += 17 + segment.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0)
  }
  return at === segment.length
}
