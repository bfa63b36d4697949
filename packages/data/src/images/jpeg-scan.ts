import { refuse } from '../refuse.js'
import { type JpegComponent, type JpegFrame, unitsOf } from './jpeg-frame.js'

/** Where the coded data that begins at an offset ends: at the first marker that is not one of its own restarts. */
export function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1]
    if (next !== 0 && !isRestart(next)) return at
  }
  return bytes.length
}

/**
 * Checks a scan (ITU-T T.81, B.2.3).
 * @param scan whole, with marker, header and coded data
 * @param interval units between restarts; 0 for none
 * @returns the components that it visits
 * @throws BadInput for components that the frame does not have, one twice, or more restarts than intervals
 */
export function checkScan(
  file: string,
  frame: JpegFrame,
  scan: Uint8Array,
  interval: number,
  offset: number,
): JpegComponent[] {
  const length = (scan[2] << 8) | scan[3]
  const count = scan[4]
  if (length !== 6 + 2 * count) {
    throw refuse(
      file,
      `offset ${offset + 2}`,
      'a scan header of 6 bytes and 2 for each component',
      `${length}`,
    )
  }
  const ids = Array.from({ length: count }, (_, n) => scan[5 + 2 * n])
  const components = frame.components.filter(({ id }) => ids.includes(id))
  if (count === 0 || components.length !== count) {
    const known = frame.components.map(({ id }) => id).join(', ')
    throw refuse(
      file,
      `offset ${offset + 4}`,
      `each component once, of ${known}`,
      ids.join(', ').slice(0, 60),
    )
  }
  const [first, last] = scan.subarray(length - 1)
  if (first > last || last > 63) {
    throw refuse(file, `offset ${offset + length - 1}`, 'coefficients from 0 to 63', `${first} to ${last}`)
  }
  const most = interval === 0 ? 0 : Math.ceil(unitsOf(frame, components) / interval) - 1
  const restarts = countRestarts(scan.subarray(2 + length))
  if (restarts > most) throw refuse(file, `offset ${offset}`, `at most ${most} restarts`, `${restarts}`)
  return components
}

function countRestarts(data: Uint8Array): number {
  let restarts = 0
  for (let at = data.indexOf(0xff); at >= 0; at = data.indexOf(0xff, at + 2))
    if (isRestart(data[at + 1])) restarts++
  return restarts
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7
}
