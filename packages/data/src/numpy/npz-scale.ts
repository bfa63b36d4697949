import { checkPixels } from '../idx/idx-dataset.js'
import { extremesOf, type PixelScale, pixelScaleOf } from '../idx/pixels.js'
import type { NpyArray } from './npy.js'

/** Takes a line, for people, about what was decided that could be otherwise. */
type Note = (line: string) => void

/** How pixels are scaled, all alike; of columns that differ in range a line says so. */
export function scaleOf(x: NpyArray, note?: Note): PixelScale {
  checkPixels(x.values, x.file, (at) => `value ${at}`)
  const scale = pixelScaleOf(x.values)
  if (note && x.shape.length === 2 && !scale.bytes && differInRange(x)) {
    note(
      `${x.file}: its columns differ in range, and are scaled alike, as pixels are: of a matrix with a column of labels (.npy with --label) each column is scaled by itself`,
    )
  }
  return scale
}

/** How many times as wide as another column one hides it where both are scaled alike; pixels of 8 bits differ less. */
const WIDE = 1000

function differInRange({ shape: [rows, columns], values }: NpyArray): boolean {
  const least = new Float64Array(columns).fill(Number.POSITIVE_INFINITY)
  const most = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column]
      if (value < least[column]) least[column] = value
      if (value > most[column]) most[column] = value
    }
  }
  const ranges = most.map((value, column) => value - least[column]).filter((range) => range > 0)
  const [narrowest, widest] = extremesOf(ranges)
  return widest > WIDE * narrowest
}

/** A line where examples to test reach so far beyond those to train on that they may be of another scale. */
export function noteRange(test: NpyArray, train: NpyArray, note: Note | undefined): void {
  if (!note) return
  const [from, to] = extremesOf(train.values)
  const [least, most] = extremesOf(test.values)
  if (most <= to + (to - from) && least >= from - (to - from)) return
  note(
    `${test.file}: its values reach from ${least} to ${most}, those of ${train.file} from ${from} to ${to}: what lies beyond is cut off; are both scaled alike?`,
  )
}
