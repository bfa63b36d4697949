import { extremesOf, type PixelScale, pixelScaleOf } from '../idx/pixels.js'
import { refuse } from '../refuse.js'
import type { NpyArray } from './npy.js'

/** Takes a line, for people, about what was decided that could be otherwise. */
type Note = (line: string) => void

/** How pixels are scaled, all alike; of columns that differ in range a line says so. */
export function scaleOf(x: NpyArray, note?: Note): PixelScale {
  // Beyond 1e300 the range of two numbers may be none.
  const wrong = x.values.findIndex((value) => !(Math.abs(value) <= 1e300))
  if (wrong >= 0) throw refuse(x.file, `value ${wrong}`, 'a number up to 1e300', String(x.values[wrong]))
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
  const ranges = Array.from({ length: columns }, (_, column) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let row = 0; row < rows; row++) {
      least = Math.min(least, values[row * columns + column])
      most = Math.max(most, values[row * columns + column])
    }
    return most - least
  }).filter((range) => range > 0)
  return ranges.length > 1 && Math.max(...ranges) > WIDE * Math.min(...ranges)
}

/** A line where examples to test reach so far beyond those to train on that they may be of another scale. */
export function noteRange(test: NpyArray, train: NpyArray, note: Note | undefined): void {
  const [from, to] = extremesOf(train.values)
  const [least, most] = extremesOf(test.values)
  if (most <= to + (to - from) && least >= from - (to - from)) return
  note?.(
    `${test.file}: its values reach from ${least} to ${most}, those of ${train.file} from ${from} to ${to}: what lies beyond is cut off; are both scaled alike?`,
  )
}
