import type { Random } from '../../random.js'
import { onCircle } from './on-circle.js'

/** A point of the plane and the class that it is of. */
export interface PlanePoint {
  readonly x: number
  readonly y: number
  readonly label: number
}

/** How points of a set lie before noise moves them. */
interface PlaneSet {
  readonly classes: number
  /** @param part [0, 1): how far along the set the point of a class is */
  place(label: number, part: number, random: Random): readonly [x: number, y: number]
}

/** Points lie between −REACH and REACH, on both axes, until noise moves them: of a deviation near 1, as a network likes it. */
export const REACH = 2

/**
 * Sets of points to be told apart. Of most a straight line does not do, and of the spiral little else than two layers does.
 *
 * - `circle` a disc and the ring around it
 * - `xor` opposite quarters of a square, Minsky and Papert's (Perceptrons, 1969)
 * - `spiral` two arms around each other, Lang and Witbrock's (Learning to tell two spirals apart, 1988)
 * - `moons` two half circles, one inside the other
 * - `blobs` three heaps
 */
export const PLANE_SETS = {
  circle: {
    classes: 2,
    place: (label, part, random) => {
      const radius = label === 0 ? 0.5 * random.uniform() : 0.7 + 0.3 * random.uniform()
      return scaled(onCircle(part), radius)
    },
  },
  xor: {
    classes: 2,
    place: (label, part, random) => {
      const [x, y] = [0.05 + 0.95 * random.uniform(), 0.05 + 0.95 * random.uniform()]
      const sign = part < 0.5 ? 1 : -1
      return [sign * x, (label === 0 ? sign : -sign) * y]
    },
  },
  spiral: {
    classes: 2,
    place: (label, part) => scaled(onCircle(1.5 * part + label / 2), 0.08 + 0.92 * part),
  },
  moons: {
    classes: 2,
    place: (label, part) => {
      const [x, y] = onCircle(label === 0 ? part / 2 : 0.5 + part / 2)
      return label === 0 ? [0.6 * x - 0.3, 0.6 * y - 0.15] : [0.6 * x + 0.3, 0.6 * y + 0.15]
    },
  },
  blobs: {
    classes: 3,
    place: (label) => scaled(onCircle(0.25 + label / 3), 0.55),
  },
} as const satisfies Readonly<Record<string, PlaneSet>>

/** A key of `PLANE_SETS`. */
export type PlaneSetName = keyof typeof PLANE_SETS

function scaled([x, y]: readonly [number, number], by: number): readonly [number, number] {
  return [by * x, by * y]
}
