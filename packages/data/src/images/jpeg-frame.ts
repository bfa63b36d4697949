import { refuse } from '../refuse.js'
import { MOST_PIXELS } from './image-limits.js'

/** A colour of a frame, or grey. */
export interface JpegComponent {
  readonly id: number
  /** Blocks of it in each unit of the frame, across and down: 1 to 4. */
  readonly across: number
  readonly down: number
}

/** What the header of a frame says. */
export interface JpegFrame {
  readonly width: number
  readonly height: number
  /** 1, 3 or 4, each with an id of its own. */
  readonly components: readonly JpegComponent[]
  /** Where the size was found, for messages. */
  readonly place: string
}

/**
 * Reads the header of a frame (ITU-T T.81, B.2.2).
 * @param segment whole, with marker and length
 * @throws BadInput for what a decoder of 8 bits cannot show, no pixels, or more than 64 megapixels
 */
export function readFrame(file: string, segment: Uint8Array, offset: number): JpegFrame {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.length)
  const place = `offset ${offset}`
  if (segment.length < 10)
    throw refuse(file, place, 'a frame header of 8 bytes or more', `${segment.length - 2}`)
  const [precision, count] = [segment[4], segment[9]]
  if (precision !== 8) throw refuse(file, `offset ${offset + 4}`, 'samples of 8 bits', `${precision}`)
  if (![1, 3, 4].includes(count) || segment.length !== 10 + 3 * count) {
    const found = `${count} in a header of ${segment.length - 2} bytes`
    throw refuse(file, `offset ${offset + 9}`, '1, 3 or 4 components of 3 bytes', found)
  }
  const components = Array.from({ length: count }, (_, n): JpegComponent => {
    const [id, sampling] = segment.subarray(10 + 3 * n)
    return { id, across: sampling >> 4, down: sampling & 15 }
  })
  const known = new Set(components.map(({ id }) => id)).size === count
  const fit = components.every(({ across, down }) => [across, down].every((n) => n >= 1 && n <= 4))
  if (!known || !fit) {
    const found = components.map(({ id, across, down }) => `${id}: ${across} × ${down}`).join(', ')
    throw refuse(file, `offset ${offset + 10}`, 'components with ids of their own, 1 to 4 × 1 to 4', found)
  }
  const [height, width] = [view.getUint16(5), view.getUint16(7)]
  if (width * height === 0 || width * height > MOST_PIXELS) {
    throw refuse(file, `offset ${offset + 5}`, `1 to ${MOST_PIXELS} pixels`, `${width} × ${height}`)
  }
  return { width, height, components, place: `offset ${offset + 5}` }
}

/** Units that a scan of some components is coded in: blocks of one component, or MCUs of several (A.2). */
export function unitsOf(frame: JpegFrame, components: readonly JpegComponent[]): number {
  const { width, height } = frame
  const { across, down } = mcu(frame)
  if (components.length > 1) return Math.ceil(width / 8 / across) * Math.ceil(height / 8 / down)
  const [one] = components
  return (
    Math.ceil((Math.ceil(width / 8) * one.across) / across) *
    Math.ceil((Math.ceil(height / 8) * one.down) / down)
  )
}

/** Blocks of 8 × 8 of some components, those beyond the edges that fill the last MCUs included. */
export function blocksOf(frame: JpegFrame, components: readonly JpegComponent[]): number {
  const { across, down } = mcu(frame)
  const mcus = Math.ceil(frame.width / 8 / across) * Math.ceil(frame.height / 8 / down)
  return components.reduce((sum, one) => sum + mcus * one.across * one.down, 0)
}

/** The blocks of an MCU, of the component that has most. */
function mcu({ components }: JpegFrame): { across: number; down: number } {
  return {
    across: Math.max(...components.map(({ across }) => across)),
    down: Math.max(...components.map(({ down }) => down)),
  }
}
