import type { Range } from './range.js'

/** An argument of a function, and where it is asked. */
export interface Axis extends Range {
  readonly name: string
}

/** A function that a network is to find from samples alone. */
export interface Target {
  readonly name: string
  /** For people, in plain text. */
  readonly formula: string
  readonly axes: readonly Axis[]
  /** Standard deviation of what is added to each sample: the error of a measurement. */
  readonly noise: number
  /** @param input one number for each axis */
  readonly value: (input: ArrayLike<number>) => number
}

const circle = { low: 0, high: 2 * Math.PI }

/** The functions that come with antigrad: a smooth one, two with jumps, a noisy one, a surface. */
export const TARGETS: readonly Target[] = [
  {
    name: 'sine',
    formula: 'sin x',
    axes: [{ name: 'x', ...circle }],
    noise: 0,
    value: ({ 0: x }) => Math.sin(x),
  },
  {
    name: 'step',
    formula: '0 where x < 0, 1 elsewhere',
    axes: [{ name: 'x', low: -1, high: 1 }],
    noise: 0,
    value: ({ 0: x }) => (x < 0 ? 0 : 1),
  },
  {
    name: 'sawtooth',
    formula: 'x − ⌊x⌋',
    axes: [{ name: 'x', low: 0, high: 2.5 }],
    noise: 0,
    value: ({ 0: x }) => x - Math.floor(x),
  },
  {
    name: 'parabola',
    formula: 'x²',
    axes: [{ name: 'x', low: -1, high: 1 }],
    noise: 0.05,
    value: ({ 0: x }) => x * x,
  },
  {
    name: 'surface',
    formula: 'sin x · cos y',
    axes: [
      { name: 'x', ...circle },
      { name: 'y', ...circle },
    ],
    noise: 0,
    value: ({ 0: x, 1: y }) => Math.sin(x) * Math.cos(y),
  },
]
