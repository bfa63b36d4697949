import type { Activation } from '@antigrad/core'
import { reference } from '@antigrad/core/internal'
import { bracketed } from './notation.js'

/** What formulas are made of: letters with their indices, or numbers. */
export interface Terms {
  readonly p: string
  /** f(p). */
  readonly y: string
  /** Of GELU: √(2/π)(p + 0.044715p³), and its derivative. */
  readonly s: string
  readonly ds: string
}

/** A formula of numbers; `none` where there is nothing to compute. */
type Numbers = ((numbers: Terms) => string) | 'none'

/** A function of one preactivation, written out. */
export interface Formula {
  /** What it is called, of letters: `σ'(p₁)`. */
  readonly name: (letters: Terms) => string
  /** Of letters, and of numbers unless `numbers` is there. */
  readonly written: (terms: Terms) => string
  readonly numbers?: Numbers
  readonly value: (p: number) => number
}

/** A formula of the way back, and what it is the derivative of. */
export interface DerivativeFormula extends Formula {
  readonly of: (p: number) => number
}

/** How an activation is computed, step by step: the last one is f(p), or f′(p). */
export interface ActivationFormulas {
  readonly forward: readonly Formula[]
  /** Nothing where f′ is 1. */
  readonly backward: readonly DerivativeFormula[]
}

const ROOT = Math.sqrt(2 / Math.PI)

const s = (p: number) => ROOT * (p + 0.044715 * p ** 3)

/** f(p): `y = …`. */
function value(activation: Activation, written: Formula['written'], numbers: Numbers = written): Formula {
  return { name: ({ y }) => y, written, numbers, value: (p) => reference.activate(activation, p) }
}

/** f′(p): `name'(p) = …`. */
function derivative(
  activation: Activation,
  name: string,
  written: Formula['written'],
  numbers: Numbers = written,
): DerivativeFormula {
  return {
    name: ({ p }) => `${name}'(${p})`,
    written,
    numbers,
    value: (p) => reference.activationDerivative(activation, p),
    of: (p) => reference.activate(activation, p),
  }
}

/** docs/derivation.md §2 and §9. */
export const FORMULAS: Readonly<Record<Activation, ActivationFormulas>> = {
  sigmoid: {
    forward: [
      value(
        'sigmoid',
        ({ p }) => `σ(${p})`,
        ({ p }) => `1/(1 + e^−${bracketed(p)})`,
      ),
    ],
    backward: [derivative('sigmoid', 'σ', ({ p }) => `e^−${bracketed(p)}/(1 + e^−${bracketed(p)})²`)],
  },
  tanh: {
    forward: [value('tanh', ({ p }) => `tanh(${p})`)],
    backward: [derivative('tanh', 'tanh', ({ y }) => `1 − ${bracketed(y)}²`)],
  },
  relu: {
    forward: [value('relu', ({ p }) => `max(${p}, 0)`)],
    backward: [derivative('relu', 'relu', ({ p }) => `1 if ${p} > 0, else 0`, 'none')],
  },
  'leaky-relu': {
    forward: [value('leaky-relu', ({ p }) => `max(${p}, 0.01·${bracketed(p)})`)],
    backward: [derivative('leaky-relu', 'f', ({ p }) => `1 if ${p} > 0, else 0.01`, 'none')],
  },
  gelu: {
    forward: [
      {
        name: (terms) => terms.s,
        written: ({ p }) => `√(2/π)·(${p} + 0.044715·${bracketed(p)}³)`,
        value: s,
      },
      value(
        'gelu',
        (terms) => `${terms.p}·σ(2·${terms.s})`,
        (terms) => `${terms.p}/(1 + e^−(2·${bracketed(terms.s)}))`,
      ),
    ],
    backward: [
      {
        name: ({ ds }) => ds,
        written: ({ p }) => `√(2/π)·(1 + 0.134145·${bracketed(p)}²)`,
        value: (p) => ROOT * (1 + 0.134145 * p ** 2),
        of: s,
      },
      derivative('gelu', 'gelu', (terms) => {
        const σ = `σ(2·${bracketed(terms.s)})`
        return `${σ} + ${bracketed(terms.y)}·(1 − ${σ})·2·${terms.ds}`
      }),
    ],
  },
  silu: {
    forward: [
      value(
        'silu',
        ({ p }) => `${p}·σ(${p})`,
        ({ p }) => `${p}/(1 + e^−${bracketed(p)})`,
      ),
    ],
    backward: [derivative('silu', 'silu', ({ p, y }) => `σ(${p}) + ${bracketed(y)}·(1 − σ(${p}))`)],
  },
  linear: { forward: [value('linear', ({ p }) => p, 'none')], backward: [] },
}

/** The terms of a preactivation in numbers. */
export function numbersOf(p: number, y: number, number: (value: number) => string): Terms {
  return { p: number(p), y: number(y), s: number(s(p)), ds: number(ROOT * (1 + 0.134145 * p ** 2)) }
}
