/** A function of two variables, with what descent needs to know of it. */
export interface Surface {
  readonly value: (x: number, y: number) => number
  readonly gradient: (x: number, y: number) => readonly [number, number]
  /** The largest eigenvalue of the Hessian, where it is the same everywhere. */
  readonly steepest?: number
  /** The part of the plane that is shown: ± this about the middle. */
  readonly middle: readonly [number, number]
  readonly reach: readonly [number, number]
  readonly start: readonly [number, number]
  readonly minima: readonly (readonly [number, number])[]
  /** Where the contours lie: level n is where this is n. Monotone; its slope comes second. */
  readonly level: (value: number) => readonly [number, number]
  /** A rate that shows the function well. */
  readonly rate: number
}

export const SURFACES = ['bowl', 'valley', 'saddle', 'wells', 'rosenbrock'] as const
export type SurfaceName = (typeof SURFACES)[number]

/** Levels whose distance grows with the square root of the height: even rings around a quadratic minimum. */
function bySquareRoot(unit: number, floor = 0): Surface['level'] {
  return (value) => {
    const above = Math.max(1e-9, value - floor)
    return [Math.sqrt(above / unit), 0.5 / Math.sqrt(above * unit)]
  }
}

function byLogarithm(unit: number, perLevel: number): Surface['level'] {
  return (value) => [Math.log1p(value / unit) * perLevel, perLevel / (unit + value)]
}

export const SURFACE: Readonly<Record<SurfaceName, Surface>> = {
  bowl: {
    value: (x, y) => (x * x + 2 * y * y) / 2,
    gradient: (x, y) => [x, 2 * y],
    steepest: 2,
    middle: [0, 0],
    reach: [3, 2],
    start: [-2.4, 1.4],
    minima: [[0, 0]],
    level: bySquareRoot(0.07),
    rate: 0.3,
  },
  valley: {
    value: (x, y) => (x * x + 16 * y * y) / 2,
    gradient: (x, y) => [x, 16 * y],
    steepest: 16,
    middle: [0, 0],
    reach: [3, 2],
    start: [-2.6, 0.8],
    minima: [[0, 0]],
    level: bySquareRoot(0.25),
    rate: 0.11,
  },
  saddle: {
    value: (x, y) => (x * x - y * y) / 2 + y ** 4 / 8,
    gradient: (x, y) => [x, -y + y ** 3 / 2],
    middle: [0, 0],
    reach: [3, 2.2],
    start: [-2.5, 0.02],
    minima: [
      [0, Math.SQRT2],
      [0, -Math.SQRT2],
    ],
    level: bySquareRoot(0.05, -0.5),
    rate: 0.2,
  },
  wells: {
    value: (x, y) => ((x * x + y - 11) ** 2 + (x + y * y - 7) ** 2) / 50,
    gradient: (x, y) => {
      const [a, b] = [x * x + y - 11, x + y * y - 7]
      return [(4 * x * a + 2 * b) / 50, (2 * a + 4 * y * b) / 50]
    },
    middle: [0, 0],
    reach: [6, 4.6],
    start: [-0.6, -0.9],
    minima: [
      [3, 2],
      [-2.805118, 3.131312],
      [-3.77931, -3.283186],
      [3.584428, -1.848126],
    ],
    level: bySquareRoot(0.06),
    rate: 0.2,
  },
  rosenbrock: {
    value: (x, y) => (1 - x) ** 2 + 10 * (y - x * x) ** 2,
    gradient: (x, y) => [-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)],
    middle: [0, 0.7],
    reach: [2.1, 1.5],
    start: [-1.4, 1.8],
    minima: [[1, 1]],
    level: byLogarithm(0.05, 2.4),
    rate: 0.02,
  },
}
