import { expect, test } from 'vitest'
import { sigmoid as exactSigmoid } from '../../lecture/sigmoid.js'
import { createMatrix, matrixLength, PANEL } from '../../network/matrix.js'
import { Arena } from '../arena.js'
import { allocate, bufferOf, kernelsOver } from '../memory.js'
import { float32Bits, float32Sample, LARGEST_FLOAT32, ulpError } from './fixtures/float32-sample.js'
import { activate } from './plain/activate.js'
import { sigmoid } from './plain/sigmoid.js'

/** Where the method changes its mind. docs/decisions/0003-sigmoid.md has the sweep over all float32. */
function edges(): number[] {
  const edges = [0, 18, 104, 17.328679, 87.33654, 88.722839, 103.972084, LARGEST_FLOAT32, Infinity]
  // Where n steps to the next whole number, and where r passes 0.
  for (let half = 1; half <= 301; half++) edges.push((half / 2) * Math.LN2)
  return edges
}

const inputs = float32Sample(edges())

test('is within 1.75 ulp of σ and at most 2 float32 from the nearest to it', () => {
  let worst = 0
  let farthest = 0
  for (const x of inputs) {
    const y = sigmoid(x)
    worst = Math.max(worst, ulpError(y, exactSigmoid(x)))
    farthest = Math.max(farthest, Math.abs(float32Bits(y) - float32Bits(exactSigmoid(x))))
  }
  expect(worst).toBeLessThan(1.75)
  expect(farthest).toBeLessThanOrEqual(2)
})

test('never decreases', () => {
  const falls: number[] = []
  let last = 0
  for (const x of inputs) {
    const y = sigmoid(x)
    if (!(y >= last)) falls.push(x)
    last = y
  }
  expect(falls).toEqual([])
})

test('is exact at 0, at ±∞ and where only a limit is left', () => {
  for (const zero of [0, -0]) expect(sigmoid(zero)).toBe(0.5)
  for (const x of [-Infinity, -LARGEST_FLOAT32, -1e6, -104]) expect(sigmoid(x)).toBe(0)
  for (const x of [Infinity, LARGEST_FLOAT32, 1e6, 18]) expect(sigmoid(x)).toBe(1)
  expect(sigmoid(Math.fround(-103.9))).toBe(2 ** -149)
  expect(sigmoid(Number.NaN)).toBeNaN()
})

test('gives the same bits in SIMD and in TypeScript', () => {
  expect(inputs.length).toBeGreaterThan(1e6)
  const rows = Math.ceil(inputs.length / PANEL)
  const length = matrixLength(rows, PANEL)
  const memory = allocate(4 * length + 1024, 'simd')
  const simd = new Arena(bufferOf(memory)).matrix(rows, PANEL)
  const plain = createMatrix(rows, PANEL)
  simd.values.set(inputs)
  plain.values.set(inputs)
  const region = { rows: { first: 0, last: rows }, units: { first: 0, last: PANEL } }
  kernelsOver(memory, 'simd').activate(simd, region, 'sigmoid')
  activate(plain, region, 'sigmoid')

  const expected = new Uint32Array(plain.values.buffer)
  const different: number[] = []
  new Uint32Array(simd.values.buffer, simd.values.byteOffset, length).forEach((y, at) => {
    if (y !== expected[at]) different.push(inputs[at])
  })
  expect(different).toEqual([])
})

test('SIMD keeps NaN', () => {
  const memory = allocate(1024, 'simd')
  const matrix = new Arena(bufferOf(memory)).matrix(1, 4)
  matrix.values.fill(Number.NaN)
  kernelsOver(memory, 'simd').activate(
    matrix,
    { rows: { first: 0, last: 1 }, units: { first: 0, last: 4 } },
    'sigmoid',
  )
  expect([...matrix.values]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
})
