import type { Colour, Palette } from '../../figures/palette.js'
import { pixelOf, rampOf } from '../../figures/ramp.js'
import { SIDE } from './maps.js'

/** The colour of each class; its points have a shape of their own besides. */
export function classColours({ accent, blue, soft }: Palette): readonly Colour[] {
  return [blue, accent, soft]
}

/** The strongest colour of a class's region, of its points' colour: the points stand out. */
const STRONGEST = 0.5

/** How far the largest output is above the second, in parts of 1, so that a region has its full colour. */
const SURE = 0.6

/** For each place which class has the largest output, and how far it is above every other. */
export interface Decision {
  readonly classes: number
  /** [SIDE²] */
  readonly answers: Uint8Array
  /** For each class [SIDE²]: its output, less the largest of the others. */
  readonly margins: readonly Float32Array[]
}

/** @param outputs [SIDE² × classes] */
export function decisionOf(outputs: Float32Array): Decision {
  const classes = outputs.length / SIDE ** 2
  const answers = new Uint8Array(SIDE ** 2)
  const margins = Array.from({ length: classes }, () => new Float32Array(SIDE ** 2))
  for (let place = 0; place < answers.length; place++) {
    const z = outputs.subarray(place * classes, (place + 1) * classes)
    for (let label = 0; label < classes; label++) {
      let other = Number.NEGATIVE_INFINITY
      for (let k = 0; k < classes; k++) if (k !== label && z[k] > other) other = z[k]
      margins[label][place] = z[label] - other
      if (z[label] > other) answers[place] = label
    }
  }
  return { classes, answers, margins }
}

/** The regions: the surer, the stronger. */
export function decisionPicture({ answers, margins }: Decision, palette: Palette): ImageData {
  const ramps = classColours(palette).map((colour) => rampOf(palette.paper, colour))
  const image = new ImageData(SIDE, SIDE)
  // A pixel at once: this is drawn in every frame, as are the units.
  const pixels = new Uint32Array(image.data.buffer)
  for (let place = 0; place < pixels.length; place++) {
    const label = answers[place]
    const sure = Math.min(1, margins[label][place] / SURE)
    pixels[place] = pixelOf(ramps[label], STRONGEST * sure)
  }
  return image
}

/**
 * What a unit makes of each place, from the paper's colour where it makes least to that of `full` where it makes most.
 * @param low what is shown as paper, and `high` as the full colour
 */
export function unitPicture(
  map: Float32Array,
  low: number,
  high: number,
  full: Colour,
  palette: Palette,
): ImageData {
  const ramp = rampOf(palette.paper, full)
  const scale = 1 / (high - low || 1)
  const image = new ImageData(SIDE, SIDE)
  const pixels = new Uint32Array(image.data.buffer)
  for (let place = 0; place < pixels.length; place++) {
    pixels[place] = pixelOf(ramp, (map[place] - low) * scale)
  }
  return image
}
