import { Resampler, writeInverseMap } from '@antigrad/core/internal'

/** How a digit is moved: whole pixels to the right and down, after a turn about its centre by degrees, clockwise. */
export interface Motion {
  readonly right: number
  readonly down: number
  readonly turn: number
}

const IMAGE = { width: 28, height: 28 }
const resampler = new Resampler(IMAGE)
const map = new Float64Array(6)
const displacements = new Float64Array(2 * IMAGE.width * IMAGE.height)

/** The 784 bytes of a moved digit, by the arithmetic of augmentation; what leaves the picture is lost. */
export function movedDigit(pixels: Uint8Array, { right, down, turn }: Motion): Uint8Array {
  const moved = new Uint8Array(pixels.length)
  const motion = { shiftX: right, shiftY: down, rotation: turn, scaleX: 1, scaleY: 1, shear: 0 }
  writeInverseMap(motion, IMAGE, map)
  resampler.resample(pixels, map, displacements, moved)
  return moved
}
