import { between, type Colour, type Palette } from '../../figures/palette.js'
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
  const colours = classColours(palette)
  return picture((place) => {
    const label = answers[place]
    const sure = Math.min(1, Math.max(0, margins[label][place] / SURE))
    return between(palette.paper, colours[label], STRONGEST * sure)
  })
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
  const size = high - low || 1
  return picture((place) => between(palette.paper, full, Math.min(1, Math.max(0, (map[place] - low) / size))))
}

function picture(colourAt: (place: number) => Colour): ImageData {
  const image = new ImageData(SIDE, SIDE)
  for (let place = 0; place < SIDE ** 2; place++) {
    const [red, green, blue] = colourAt(place)
    image.data[4 * place] = red
    image.data[4 * place + 1] = green
    image.data[4 * place + 2] = blue
    image.data[4 * place + 3] = 255
  }
  return image
}
