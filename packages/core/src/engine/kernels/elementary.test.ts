import { describe, expect, test } from 'vitest'
import { compileElementary } from '../../../scripts/compile-elementary.mjs'
import { float32Bits, float32Sample, LARGEST_FLOAT32, ulpError } from './fixtures/float32-sample.js'
import { exp } from './plain/exp.js'
import { ln } from './plain/ln.js'
import { tanh } from './plain/tanh.js'

/** Where a method changes its mind. docs/decisions/0018-exp-ln-tanh.md has the sweep over all float32. */
function edges(): number[] {
  const edges = [0, 0.5625, 9.25, 89, 105, 88.722839, 87.33654, 103.972084, LARGEST_FLOAT32, Infinity, 1]
  // Where n of exp and tanh steps to the next whole number, and where r passes 0.
  for (let half = 1; half <= 304; half++) edges.push((half / 2) * Math.LN2, (half / 4) * Math.LN2)
  for (let power = -149; power < 128; power++) edges.push(Math.SQRT1_2 * 2 ** power)
  return edges
}

const inputs = float32Sample(edges())
const memory = new WebAssembly.Memory({ initial: Math.ceil((inputs.length + 4) / 2 ** 14) })
const wasm = await compileElementary(memory)

/** What the SIMD function makes of numbers, as bits. */
function simd(name: 'exp' | 'ln' | 'tanh', numbers: ArrayLike<number>): Uint32Array {
  new Float32Array(memory.buffer).set(numbers)
  wasm[`${name}Of`](0, 4 * Math.ceil(numbers.length / 4) * 4)
  return new Uint32Array(memory.buffer, 0, numbers.length)
}

describe.each([
  ['exp', exp, Math.exp, 0.997],
  ['ln', ln, Math.log, 1.1],
  ['tanh', tanh, Math.tanh, 1.32],
] as const)('%s', (name, plain, exactOf, allowed) => {
  test(`is within ${allowed} ulp, and never decreases`, () => {
    let worst = 0
    let last = -Infinity
    const falls: number[] = []
    for (const x of inputs) {
      const exact = exactOf(x)
      if (Number.isNaN(exact)) continue
      const y = plain(x)
      if (!(y >= last)) falls.push(x)
      last = y
      if (exact !== 0 && Math.abs(exact) < 2 ** 128) worst = Math.max(worst, ulpError(y, exact))
    }
    expect(falls).toEqual([])
    expect(worst).toBeLessThan(allowed)
    // An error that is measured at all.
    expect(worst).toBeGreaterThan(0.6)
  })

  test('gives the same bits in SIMD and in TypeScript', () => {
    expect(inputs.length).toBeGreaterThan(1e6)
    const found = simd(name, inputs)
    const different: number[] = []
    inputs.forEach((x, at) => {
      const y = plain(x)
      if (!Number.isNaN(y) && found[at] !== float32Bits(y)) different.push(x)
    })
    expect(different).toEqual([])
  })

  test('keeps NaN', () => {
    const found = new Float32Array(simd(name, [Number.NaN, 1, Number.NaN, Number.NaN]).slice().buffer)
    expect([...found]).toEqual([Number.NaN, Math.fround(plain(1)), Number.NaN, Number.NaN])
    expect(plain(Number.NaN)).toBeNaN()
  })
})

test('exp is exact at 0 and where only a limit is left', () => {
  for (const zero of [0, -0]) expect(exp(zero)).toBe(1)
  for (const x of [-Infinity, -LARGEST_FLOAT32, -1e6, -105, -104]) expect(exp(x)).toBe(0)
  for (const x of [Infinity, LARGEST_FLOAT32, 1e6, 89]) expect(exp(x)).toBe(Infinity)
  expect(exp(Math.fround(-103.9))).toBe(2 ** -149)
  expect(exp(Math.fround(88.7228))).toBeLessThan(Infinity)
})

test('ln is exact at 1, at the ends, and NaN below 0', () => {
  expect(ln(1)).toBe(0)
  for (const zero of [0, -0]) expect(ln(zero)).toBe(-Infinity)
  expect(ln(Infinity)).toBe(Infinity)
  const negative = [-(2 ** -149), -1, -LARGEST_FLOAT32, -Infinity]
  for (const x of negative) expect(ln(x)).toBeNaN()
  expect([...new Float32Array(simd('ln', negative).slice().buffer)]).toEqual(negative.map(() => Number.NaN))
})

test('tanh is odd, keeps the sign of 0, and is ±1 at the ends', () => {
  for (const x of inputs) if (!Object.is(tanh(-x), -tanh(x))) expect(tanh(-x)).toBe(-tanh(x))
  expect(tanh(0)).toBe(0)
  expect(tanh(-0)).toBe(-0)
  for (const x of [9.25, 100, LARGEST_FLOAT32, Infinity]) expect([tanh(x), tanh(-x)]).toEqual([1, -1])
})
