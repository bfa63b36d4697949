// What V8 packs of the wide kernels, by its own trace: needs Node 26, which bench/runtimes installs.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const PROGRAM = fileURLToPath(new URL('./run-kernel.mjs', import.meta.url))
const FLAGS = [
  '--experimental-wasm-revectorize',
  '--trace-wasm-revectorize',
  '--wasm-tiering-budget=1',
  '--wasm-sync-tier-up',
]

/** Of each kernel the operation of its main loop, and how many of it the largest tile has, two packed in one. */
const PACKED = {
  product: ['F32x4Mul', 8],
  gradient: ['F32x4Mul', 8],
  litProduct: ['F32x4Mul', 8],
  litGradient: ['F32x4Mul', 8],
  biasGradient: ['F32x4Add', 2],
  activate: ['F32x4Div', 1],
  'activate tanh': ['F32x4Div', 1],
  // Both are compiled into one function, with and without slopes.
  'activate relu': ['F32x4Pmax', 2],
  'activate leaky-relu': ['F32x4Mul', 2],
  'activate gelu': ['F32x4Div', 1],
  'activate silu': ['F32x4Div', 1],
  'activateWithSlopes sigmoid': ['F32x4Div', 1],
  'activateWithSlopes tanh': ['F32x4Div', 1],
  'activateWithSlopes gelu': ['F32x4Div', 1],
  'activateWithSlopes silu': ['F32x4Div', 1],
  // One function has the loops of sigmoid and tanh, of two products each, and of relu and leaky-relu, of one.
  timesDerivative: ['F32x4Mul', 6],
  softmax: ['F32x4Div', 1],
  dropOut: ['F32x4Mul', 2],
  pairwiseSum: ['F32x4Add', 3],
  add: ['F32x4Add', 2],
  descend: ['F32x4Sub', 2],
  // These are compiled into one function with the loop of plain SGD.
  sgdWithDecay: ['F32x4Sub', 4],
  momentum: ['F32x4Sub', 4],
  nesterov: ['F32x4Sub', 5],
  rmsprop: ['F32x4Div', 1],
  adam: ['F32x4Div', 1],
  // Product and sorted gradient of a step; and the gradient of a minibatch that is not sorted.
  sparse: ['F32x4Mul', 16],
  scatter: ['F32x4Mul', 4],
} as const

/** Functions that V8 decided to pack, each with what it packed: its trace of one ends with the decision. */
function packedIn(trace: string, operation: string): number {
  const functions = trace.split(/(?=store seeds:)/)
  return functions
    .filter((text) => /Decided to vectorize, [1-9]\d* revectorizable nodes/.test(text))
    .reduce((sum, text) => sum + text.split(`PackNode Simd128Binop[${operation}]`).length - 1, 0)
}

const NODE = fileURLToPath(new URL('../../bench/runtimes/node_modules/node26/bin/node', import.meta.url))

describe('node26', () => {
  if (!existsSync(NODE)) {
    test('packs the wide kernels', () => {
      process.stdout.write('packing: skipped, node26 is not there (pnpm bench runtimes installs it)\n')
    })
    return
  }
  test.each(Object.entries(PACKED))('packs the main loop of %s', (kernel, [operation, least]) => {
    const trace = execFileSync(NODE, [...FLAGS, PROGRAM, kernel], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    expect(packedIn(trace, operation), `${kernel}: ${operation} of registers packed`).toBeGreaterThanOrEqual(
      least,
    )
  })
})
