import type { IdxValues } from './idx.js'

/** How the values of pixels become features from 0 to 1: `(value − least) / range`. */
export interface PixelScale {
  readonly least: number
  readonly range: number
  /** The features are bytes, each of which stands for byte / 255; otherwise they are floats. */
  readonly bytes: boolean
}

/** Bytes as they are. */
const BYTES: PixelScale = { least: 0, range: 255, bytes: true }

/**
 * How training pixels become features. Pixels of MNIST become the same bytes in every type that can hold them:
 * as whole numbers from 0 to 255, less 128 in signed bytes, or as fractions of 255. Where there are but 0 and 1,
 * 1 is full ink. Other values from 0 to 1 stay; all others are brought there, the least to 0, the largest to 1.
 */
export function pixelScaleOf(values: IdxValues): PixelScale {
  const survey = new PixelSurvey()
  survey.add(values)
  return survey.scale
}

/** How pixels become features, found in one pass over pieces of them, all of one type. */
export class PixelSurvey {
  #least = Number.POSITIVE_INFINITY
  #most = Number.NEGATIVE_INFINITY
  #areWhole = true
  #areByteFractions = true
  #areSigned = false

  add(values: IdxValues): void {
    this.#areSigned = values instanceof Int8Array
    const areBytes = values instanceof Uint8Array
    // Of bytes above 1 no more is asked.
    if (areBytes && (this.#most > 1 || values.some((value) => value > 1))) {
      this.#least = 0
      this.#most = 255
      return
    }
    const [least, most] = extremesOf(values)
    this.#least = Math.min(this.#least, least)
    this.#most = Math.max(this.#most, most)
    this.#areWhole &&= areBytes || values.every(Number.isInteger)
    this.#areByteFractions &&= values.every(isByteFraction)
  }

  /** See `pixelScaleOf`. */
  get scale(): PixelScale {
    const [least, most] = [this.#least, this.#most]
    if (this.#areSigned && least < 0) return { ...BYTES, least: -128 }
    if (least < 0 || most > 255) return { least, range: most - least, bytes: false }
    if (most <= 1) return { least: 0, range: 1, bytes: this.#areByteFractions }
    return this.#areWhole ? BYTES : { least, range: most - least, bytes: false }
  }
}

/**
 * Pixels as features. Values beyond those that the scale was made of are cut off at 0 and at 1.
 * @returns bytes that stay as they are without a copy; new memory otherwise
 */
export function scalePixels(
  values: IdxValues,
  { least, range, bytes }: PixelScale,
): Uint8Array | Float32Array {
  if (values instanceof Uint8Array && bytes && range === 255) return values
  // Of a constant other than 0 there is nothing to scale: all of it is background.
  const divisor = range || 1
  const unit = (value: number): number => Math.min(1, Math.max(0, (value - least) / divisor))
  const features = new (bytes ? Uint8Array : Float32Array)(values.length)
  // A loop, for `from` takes many times as long for millions of values.
  for (let at = 0; at < values.length; at++) {
    features[at] = bytes ? Math.round(255 * unit(values[at])) : unit(values[at])
  }
  return features
}

/** Whether a value is one of 0/255 … 255/255, in the nearest float32 or float64. */
function isByteFraction(value: number): boolean {
  const fraction = Math.round(value * 255) / 255
  return value === fraction || value === Math.fround(fraction)
}

/** The least and the largest of some values. */
export function extremesOf(values: IdxValues): [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return [least, most]
}
