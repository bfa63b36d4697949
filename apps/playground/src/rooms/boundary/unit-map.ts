import { signal } from '@preact/signals'
import type { Palette } from '../../figures/palette.js'
import { classColours, unitPicture } from './decision.js'
import { mapOf } from './maps.js'

/** A unit: of the inputs (layer 0), a hidden layer or the outputs. */
export interface Unit {
  readonly layer: number
  readonly unit: number
}

/** The unit whose map is shown over the whole plane, in the place of the decision. */
export const watched = signal<Unit | undefined>(undefined)

/** What a unit makes of every place: from where it makes least to where it makes most; of outputs from 0 to 1. */
export function unitImage(
  layers: readonly Float32Array[],
  { layer, unit }: Unit,
  palette: Palette,
): ImageData {
  const map = mapOf(layers[layer], unit)
  if (layer === layers.length - 1) return unitPicture(map, 0, 1, classColours(palette)[unit], palette)
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of map) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return unitPicture(map, low, high, palette.ink, palette)
}
