import { between, type Colour } from './palette.js'

/** Colours of a ramp, from 0 to the last. */
const LAST = 255

/** Each ramp by the colour that it ends with: they are asked for many times in each frame. */
const ramps = new WeakMap<Colour, Ramp>()

/** Colours from one to another, as pixels of an `ImageData` seen as 32-bit numbers. */
export interface Ramp {
  readonly from: Colour
  readonly pixels: Uint32Array
}

/** The ramp between two colours of a palette. */
export function rampOf(from: Colour, to: Colour): Ramp {
  const known = ramps.get(to)
  if (known?.from === from) return known
  const bytes = new Uint8ClampedArray(4 * (LAST + 1))
  for (let step = 0; step <= LAST; step++) bytes.set([...between(from, to, step / LAST), 255], 4 * step)
  const ramp = { from, pixels: new Uint32Array(bytes.buffer) }
  ramps.set(to, ramp)
  return ramp
}

/** The pixel at `part` of a ramp; 0 and below the first colour, 1 and above the last. */
export function pixelOf({ pixels }: Ramp, part: number): number {
  return pixels[part <= 0 ? 0 : part >= 1 ? LAST : Math.round(part * LAST)]
}
