import type { Range } from '../approximation/range.js'

/** One or two numbers. */
export type Point = readonly number[]

/** A function of one or two variables to go down on. */
export interface Landscape {
  readonly name: string
  /** For people, in plain text. */
  readonly formula: string
  readonly value: (at: Point) => number
  /** ∇f. */
  readonly gradient: (at: Point) => Point
  /** The matrix of second derivatives, row by row; symmetric. */
  readonly hessian: (at: Point) => readonly Point[]
  /** Whether the Hessian is the same everywhere and positive definite: then theory says all about the learning rate. */
  readonly quadratic: boolean
  /** Where there is something to see, one range for each variable. */
  readonly window: readonly Range[]
  /** A descent that shows what the function is here for. */
  readonly start: Point
  readonly learningRate: number
  readonly steps: number
}

const STEEPNESS = 25

/** The functions that come with antigrad. Each could be a loss: none is below 0 anywhere. */
export const LANDSCAPES: readonly Landscape[] = [
  {
    name: 'parabola',
    formula: 'x²',
    value: ([x]) => x * x,
    gradient: ([x]) => [2 * x],
    hessian: () => [[2]],
    quadratic: true,
    window: [{ low: -2, high: 2 }],
    start: [-1.8],
    learningRate: 0.2,
    steps: 30,
  },
  {
    name: 'hills',
    formula: '¼x⁴ − x² + ⅓x + 2',
    value: ([x]) => x ** 4 / 4 - x * x + x / 3 + 2,
    gradient: ([x]) => [x ** 3 - 2 * x + 1 / 3],
    hessian: ([x]) => [[3 * x * x - 2]],
    quadratic: false,
    window: [{ low: -2.2, high: 2.2 }],
    start: [0.4],
    learningRate: 0.1,
    steps: 60,
  },
  {
    name: 'valley',
    formula: `½(x² + ${STEEPNESS}y²)`,
    value: ([x, y]) => (x * x + STEEPNESS * y * y) / 2,
    gradient: ([x, y]) => [x, STEEPNESS * y],
    hessian: () => [
      [1, 0],
      [0, STEEPNESS],
    ],
    quadratic: true,
    window: [
      { low: -10, high: 10 },
      { low: -4, high: 4 },
    ],
    start: [-9, 2.5],
    learningRate: 0.07,
    steps: 100,
  },
  {
    name: 'saddle',
    formula: '½x² + ¼(y² − 1)²',
    value: ([x, y]) => (x * x) / 2 + (y * y - 1) ** 2 / 4,
    gradient: ([x, y]) => [x, y ** 3 - y],
    hessian: ([, y]) => [
      [1, 0],
      [0, 3 * y * y - 1],
    ],
    quadratic: false,
    window: [
      { low: -2, high: 2 },
      { low: -1.6, high: 1.6 },
    ],
    start: [-1.8, 0.01],
    learningRate: 0.2,
    steps: 100,
  },
  {
    name: 'minima',
    formula: '(x² + y − 11)² + (x + y² − 7)², of Himmelblau',
    value: ([x, y]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    gradient: ([x, y]) => {
      const [a, b] = [x * x + y - 11, x + y * y - 7]
      return [4 * x * a + 2 * b, 2 * a + 4 * y * b]
    },
    hessian: ([x, y]) => [
      [12 * x * x + 4 * y - 42, 4 * (x + y)],
      [4 * (x + y), 4 * x + 12 * y * y - 26],
    ],
    quadratic: false,
    window: [
      { low: -5, high: 5 },
      { low: -5, high: 5 },
    ],
    start: [-0.5, -0.5],
    learningRate: 0.01,
    steps: 100,
  },
  {
    name: 'rosenbrock',
    formula: '(1 − x)² + 100(y − x²)²',
    value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: ([x, y]) => [2 * (x - 1) - 400 * x * (y - x * x), 200 * (y - x * x)],
    hessian: ([x, y]) => [
      [2 - 400 * y + 1200 * x * x, -400 * x],
      [-400 * x, 200],
    ],
    quadratic: false,
    window: [
      { low: -2, high: 2 },
      { low: -1, high: 3 },
    ],
    start: [-1.2, 1],
    learningRate: 0.001,
    steps: 2000,
  },
]
